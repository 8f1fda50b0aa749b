import type { Rules } from '@virtual-school/rules'
import { inSession } from '../session.ts'
import { not, or, same, type Term } from '../smt/terms.ts'
import { standAlone } from './answer-terms.ts'
import { type Comparison, openComparison } from './comparison.ts'
import { hull } from './cube.ts'
import { kindOf } from './findings.ts'
import { cubeInWords } from './in-words.ts'
import type { PairBounds, PairDifference } from './pair-difference.ts'
import { type Region, regionOf, unknownRegionOf } from './region.ts'
import { type Bounds, type Ended, findRegions } from './regions.ts'
import { factsTested, isSameStructure } from './structure.ts'
import { findUnknowns } from './unknowns.ts'
import { incomparable } from './vocabulary.ts'

/** Compares one question on both sides: proved the same, or who is affected and how. */
export const pairDifference = async (
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
  if (!canBeAsked(rules, authority, decision))
    return done({ verdict: 'undecided', regions: [], common: '', ended: 'undecided' })
  const found = await inSession({ timeoutMs: bounds.questionMs }, session =>
    compared(openComparison(session, rules, authority, decision), bounds, start),
  )
  return done(found)
}

/** Whether both sides test facts only that they can both be asked. */
const canBeAsked = ([old, now]: readonly [Rules, Rules], authority: string, decision: string): boolean => {
  const strange = incomparable(old.rulebook, now.rulebook)
  return [old, now].every(({ rulebook }) => !factsTested(rulebook, authority, decision).some(name => strange.has(name)))
}

type Compared = Omit<PairDifference, 'authority' | 'decision' | 'ms'>

const compared = async (comparison: Comparison, bounds: PairBounds, start: number): Promise<Compared> => {
  const { session, findings, asked } = comparison
  const answers = standAlone(comparison) ? [kleeneAnswers(comparison)] : []
  const questions = [...findings.map(one => one.differs), ...answers]
  const told = await session.askAll(questions.map(term => [asked, term]))
  if (told.every(one => one === 'none'))
    return { verdict: 'same', shownBy: 'proof', regions: [], common: '', ended: 'complete' }
  const differing = findings.filter((_, i) => told[i] !== 'none')
  const search: Bounds = {
    mostCount: bounds.mostRegions,
    isOver: () => bounds.now() - start > bounds.pairMs,
  }
  const known = await findRegions(comparison, differing, search)
  const regions: Region[] = []
  for (const one of known.regions) regions.push(await regionOf(comparison, one))
  const cubes = known.regions.map(one => one.cube)
  const common = cubes.length < 2 ? '' : cubeInWords(comparison.request.rulebook, hull(cubes))
  // Which requests the regions leave over can only be said once the regions are complete.
  if (known.ended !== 'complete') return verdictOf(regions, '', known.ended)
  const unknown = await findUnknowns(comparison, differing, known.regions, search)
  return verdictOf([...regions, ...unknown.outcomes.map(one => unknownRegionOf(one, kindOf))], common, unknown.ended)
}

const verdictOf = (regions: readonly Region[], common: string, ended: Ended): Compared => {
  if (regions.length > 0) return { verdict: 'changed', regions, common, ended }
  return ended === 'complete'
    ? { verdict: 'same', shownBy: 'proof', regions, common, ended }
    : { verdict: 'undecided', regions, common, ended }
}

/** The answers differ by Kleene’s logic, before any narrowing; where they do not, no decision differs. */
const kleeneAnswers = ({ sides: [old, now] }: Comparison): Term =>
  or(
    ...old.answers.map(({ id, truth }) => {
      const other = now.answers.find(one => one.id === id)?.truth
      return other === undefined ? 'true' : not(same(truth, other))
    }),
  )
