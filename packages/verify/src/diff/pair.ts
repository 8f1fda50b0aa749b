import type { Rules } from '@virtual-school/rules/internal'
import { inSession } from '../session.ts'
import { notTerm, or, same, type Term } from '../smt/terms.ts'
import { standAlone } from './answer-terms.ts'
import { type Comparison, openComparison } from './comparison.ts'
import { findHull } from './cube.ts'
import { readChangeKind } from './findings.ts'
import { buildRegion, buildUnknownRegion, type Region } from './region.ts'
import { type Bounds, type Ended, findRegions } from './regions.ts'
import { isSameStructure, listTestedFacts } from './structure.ts'
import { findUnknowns } from './unknowns.ts'
import { listIncomparable } from './vocabulary.ts'
import { cubeInWords } from './words.ts'

/** Compares one question on both sides. Proves that it is the same, or finds who is affected and how. */
export const comparePair = async (
  rules: readonly [Rules, Rules],
  authority: string,
  decision: string,
  bounds: PairBounds,
): Promise<PairDifference> => {
  const start = bounds.now()
  const done = (rest: Omit<PairDifference, 'authority' | 'decision' | 'ms'>): PairDifference => ({
    authority,
    decision,
    ...rest,
    ms: Math.round(bounds.now() - start),
  })
  if (isSameStructure(...rules, authority, decision))
    return done({ verdict: 'same', shownBy: 'structure', regions: [], common: '', ended: 'complete' })
  if (!isComparable(rules, authority, decision))
    return done({ verdict: 'undecided', regions: [], common: '', ended: 'undecided' })
  const found = await inSession({ timeoutMs: bounds.questionMs }, session =>
    compare(openComparison(session, rules, authority, decision), bounds),
  )
  return done(found)
}

/** Whether both sides can be asked about all the facts that they test. */
const isComparable = ([old, now]: readonly [Rules, Rules], authority: string, decision: string): boolean => {
  const strange = listIncomparable(old.rulebook, now.rulebook)
  return [old, now].every(
    ({ rulebook }) => !listTestedFacts(rulebook, authority, decision).some(name => strange.has(name)),
  )
}

type Compared = Omit<PairDifference, 'authority' | 'decision' | 'ms'>

const compare = async (comparison: Comparison, bounds: PairBounds): Promise<Compared> => {
  const { session, findings, asked } = comparison
  const answers = standAlone(comparison) ? [kleeneAnswersDiffer(comparison)] : []
  const questions = [...findings.map(one => one.differs), ...answers]
  const verdicts = await session.askAll(questions.map(term => [asked, term]))
  if (verdicts.every(one => one === 'none'))
    return { verdict: 'same', shownBy: 'proof', regions: [], common: '', ended: 'complete' }
  const differing = findings.filter((_, i) => verdicts[i] !== 'none')
  const search: Bounds = {
    mostCount: bounds.mostRegions,
    isOver: () => session.spentMs() > bounds.pairMs,
  }
  const known = await findRegions(comparison, differing, search)
  const regions: Region[] = []
  for (const one of known.regions) regions.push(await buildRegion(comparison, one))
  const cubes = known.regions.map(one => one.cube)
  const common = cubes.length < 2 ? '' : cubeInWords(comparison.request.rulebook, findHull(cubes))
  // Only complete regions show which requests are left over.
  if (known.ended !== 'complete') return buildCompared(regions, '', known.ended)
  const unknown = await findUnknowns(comparison, differing, known.regions, search)
  return buildCompared(
    [...regions, ...unknown.outcomes.map(one => buildUnknownRegion(one, readChangeKind))],
    common,
    unknown.ended,
  )
}

const buildCompared = (regions: readonly Region[], common: string, ended: Ended): Compared => {
  if (regions.length > 0) return { verdict: 'changed', regions, common, ended }
  return ended === 'complete'
    ? { verdict: 'same', shownBy: 'proof', regions, common, ended }
    : { verdict: 'undecided', regions, common, ended }
}

/** That the answers differ by Kleene’s logic, before any narrowing; if they do not, no decision differs. */
const kleeneAnswersDiffer = ({ sides: [old, now] }: Comparison): Term =>
  or(
    ...old.answers.map(({ id, truth }) => {
      const other = now.answers.find(one => one.id === id)?.truth
      return other === undefined ? 'true' : notTerm(same(truth, other))
    }),
  )

/** What an edit changes for one authority and one decision. */
export interface PairDifference {
  readonly authority: string
  readonly decision: string
  /** `same`: proved of every request, whatever is known. `undecided`: the solver could not tell, and nothing was found. */
  readonly verdict: 'same' | 'changed' | 'undecided'
  /** How it is known to be the same: the rules say the same (`structure`), or it was proved. */
  readonly shownBy?: 'structure' | 'proof'
  readonly regions: readonly Region[]
  /** What all children of the regions have in common, in plain English; empty if they have nothing in common, or there are none. */
  readonly common: string
  /** Whether the regions are all there are: `more` if a bound was reached, `undecided` if the solver could not tell. */
  readonly ended: Ended
  readonly ms: number
}

/** How far the comparison of one pair may go. */
export interface PairBounds {
  readonly mostRegions: number
  /** How far the solver may go for one pair, and for one question: in milliseconds of an idle machine, counted in its steps. */
  readonly pairMs: number
  readonly questionMs: number
  readonly now: () => number
}
