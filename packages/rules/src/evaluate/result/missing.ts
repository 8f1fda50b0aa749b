import type { Rulebook, RuleEvent } from '../../compile/rulebook.ts'
import { type PreparedMap, prepare } from '../../kernel/prepared.ts'
import type { MissingFact } from '../decision.ts'
import type { NodeDependencies } from '../passes/dependencies.ts'
import type { Program } from '../program/program.ts'
import type { FactValues } from '../request/parse-request.ts'

/** What the ranking works in, by the vocabulary’s order, and the entries that it makes again and again. */
export interface MissingScratch {
  readonly openRules: Int32Array
  readonly standing: Uint8Array
  readonly missing: readonly PreparedMap<number, MissingFact>[]
}

/** Room to rank the facts of a vocabulary. */
export const createMissingScratch = ({ facts }: Rulebook): MissingScratch => ({
  openRules: new Int32Array(facts.length),
  standing: new Uint8Array(facts.length),
  missing: facts.map(() => new Map()),
})

/**
 * The facts that can be asked and would still matter. First those on which the answer depends (`forAnswer`), and
 * among them those that settle it alone; then by how many rules are open because of them; then in the vocabulary’s order.
 */
export const rankMissing = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  dependencies: NodeDependencies,
  forAnswer: readonly number[],
  settles: readonly boolean[],
  { openRules, standing, missing }: MissingScratch,
): readonly MissingFact[] => {
  countOpenRules(rulebook, program, values, truths, dependencies, openRules.fill(0))
  standing.fill(detail)
  for (let i = 0; i < forAnswer.length; i += 1)
    standing[program.facts[forAnswer[i]!]!.fact.index] = settles[i] ? settlesAnswer : bearsOnAnswer
  const ranked: number[] = []
  const rankOf = (index: number) => standing[index]! * standingWeight - openRules[index]!
  for (let index = 0; index < openRules.length; index += 1) {
    if (openRules[index] === 0) continue
    let at = ranked.length
    for (const rank = rankOf(index); at > 0 && rankOf(ranked[at - 1]!) > rank; at -= 1) ranked[at] = ranked[at - 1]!
    ranked[at] = index
  }
  return ranked.map(index => {
    const isKnownUnknown = values[index] === null
    const standingOf = standing[index]!
    return prepare(missing[index]!, standingOf * 2 + (isKnownUnknown ? 1 : 0), () => ({
      fact: rulebook.facts[index]!.name,
      question: rulebook.facts[index]!.question,
      state: isKnownUnknown ? 'not-known' : 'not-asked',
      for: standingOf === detail ? 'detail' : 'answer',
      settles: standingOf === settlesAnswer,
    }))
  })
}

const settlesAnswer = 0
const bearsOnAnswer = 1
const detail = 2
/** More than the rules there can be. */
const standingWeight = 2 ** 16

/** For each fact of the vocabulary how many rules are open because of it: their truth, what they require or their date depends on it. */
const countOpenRules = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  { words, sets }: NodeDependencies,
  counts: Int32Array,
): void => {
  for (const { truth, tests, events } of program.rules) {
    if (truths[truth] === 0) continue
    for (let w = 0; w < words; w += 1) {
      let open = sets[(truth >> 1) * words + w]!
      for (let i = 0; i < tests.length; i += 1) open |= sets[(tests[i]! >> 1) * words + w]!
      countFacts(program, w, open, counts)
    }
    for (let i = 0; i < events.length; i += 1) countStart(rulebook, values, events[i]!, counts)
  }
  // A law that is not held is open as a rule is, as long as it may concern the child.
  for (const { concerns, isBlocking } of program.texts) {
    if (!isBlocking || truths[concerns] === 0) continue
    for (let w = 0; w < words; w += 1) countFacts(program, w, sets[(concerns >> 1) * words + w]!, counts)
  }
}

/** Counts one for the day from which a deadline is counted, if it is not known. */
const countStart = (rulebook: Rulebook, values: FactValues, event: RuleEvent, counts: Int32Array): void => {
  if (event.type !== 'deadline') return
  const start = rulebook.factsByName.get(event.of)!.index
  if (values[start] === undefined || values[start] === null) counts[start]! += 1
}

/** Counts one for each fact whose bit is set in the word `w` of a set. */
const countFacts = (program: Program, w: number, set: number, counts: Int32Array): void => {
  for (let bits = set; bits !== 0; bits &= bits - 1)
    counts[program.facts[w * 32 + 31 - Math.clz32(bits & -bits)]!.fact.index]! += 1
}
