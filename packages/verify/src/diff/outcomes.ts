import type { Decision } from '@virtual-school/rules/internal'
import type { FoundCase } from '../session.ts'
import { buildWitness, shrink, type Witness, type WitnessCase } from '../witness/witness.ts'
import { answerTerm, listAnswerIds, standAlone } from './answer-terms.ts'
import type { Comparison } from './comparison.ts'
import { inCube } from './cube-truth.ts'
import type { DecisionChanges, FindingChange } from './decision-changes.ts'
import type { Direction } from './direction.ts'
import type { FoundRegion } from './regions.ts'
import { askBoth, buildRequest, replayOnBoth } from './replay.ts'
import { isSameSignature, readSignature, type Signature } from './signature.ts'

/** A pair of answers, before and after, and a case that shows it, as `evaluate` decides it on both sides. */
export interface AnswerChange {
  readonly before: AnswerSide
  readonly after: AnswerSide
  /** Undefined if the answer is the same, and only what it rests on changed. */
  readonly direction: Direction | undefined
  readonly findings: readonly FindingChange[]
  readonly witness: Witness
}
/** What one side decides. */
export type AnswerSide = Pick<Decision, 'answer' | 'possibleAnswers' | 'summary'>

/** Lists every pair of answers that some child of a region gets, each with a case. */
export const listAnswerChanges = async (
  comparison: Comparison,
  { cube, signature, first }: FoundRegion,
): Promise<{ readonly outcomes: readonly AnswerChange[]; readonly isComplete: boolean }> => {
  const { session, request, total, sides } = comparison
  const [old, now] = sides
  const region = session.name(inCube(now, cube))
  const pairs = listAnswerPairs(comparison, signature)
  const termsOf = ([a, b]: (typeof pairs)[number]) => [total, region, answerTerm(old, a), answerTerm(now, b)]
  const asked = await session.askAll(pairs.map(termsOf))
  const cases: FoundCase[] = [first]
  for (const [i, pair] of pairs.entries()) {
    if (asked[i] !== 'found') continue
    const found = await session.find(termsOf(pair), request)
    if (found.kind === 'found') cases.push(found.found[0]!)
  }
  const outcomes = cases.map(one => buildAnswerChange(comparison, signature, buildRequest(comparison, one)))
  const byAnswers = new Map(outcomes.map(one => [answersKey(one), one]))
  return { outcomes: [...byAnswers.values()].sort(inOrder), isComplete: !asked.includes('undecided') }
}

/** Every possible pair of answers; for `classify` the signature names the pair already. */
const listAnswerPairs = (comparison: Comparison, { answer }: Signature): readonly (readonly [string, string])[] => {
  const [old, now] = comparison.sides
  if (!standAlone(comparison)) return old.answers.flatMap(a => now.answers.map(b => [a.id, b.id] as const))
  return answer === undefined ? listAnswerIds(comparison).map(id => [id, id] as const) : []
}

/** Answers that changed come first. */
const inOrder = (a: AnswerChange, b: AnswerChange): number =>
  Number(a.direction === undefined) - Number(b.direction === undefined) || (answersKey(a) < answersKey(b) ? -1 : 1)

const answersKey = ({ before, after }: AnswerChange): string => `${before.answer} ${after.answer}`

/** Decides a case on both sides, and makes it as small as it can be while it shows the same. */
export const buildAnswerChange = (comparison: Comparison, signature: Signature, found: WitnessCase): AnswerChange => {
  const wanted = changesIn(comparison, found)
  if (!isSameSignature(readSignature(comparison, wanted), signature))
    throw new Error('A case that the solver gave does not replay.')
  const shown = (tried: WitnessCase): string =>
    JSON.stringify([replayOnBoth(comparison, tried)?.findings, answersIn(comparison, tried)])
  const whole = shown(found)
  const showsSame = (tried: WitnessCase): boolean =>
    replayOnBoth(comparison, tried) !== undefined && shown(tried) === whole
  const small = shrink(comparison.request.rulebook, found, showsSame)
  const [before, after] = decideSides(comparison, small)
  return {
    before,
    after,
    direction: wanted.answer?.direction,
    findings: wanted.findings,
    witness: buildWitness(comparison.request.rulebook, small),
  }
}

const changesIn = (comparison: Comparison, found: WitnessCase): DecisionChanges => {
  const changes = replayOnBoth(comparison, found)
  if (changes === undefined) throw new Error('A case that the solver gave is refused.')
  return changes
}

const decideSides = ({ rules: [old, now] }: Comparison, request: WitnessCase): readonly [AnswerSide, AnswerSide] => {
  const sides = askBoth(old, now, { ...request, trace: 'none' }).map(side => {
    if ('issues' in side) throw new Error('A case that was decided is refused.')
    const { answer, possibleAnswers, summary } = side
    return { answer, possibleAnswers, summary }
  })
  return sides as [AnswerSide, AnswerSide]
}

const answersIn = (comparison: Comparison, request: WitnessCase): string =>
  decideSides(comparison, request)
    .map(side => side.possibleAnswers.join())
    .join(' ')
