import type { Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import type { Scalar } from '../../language/values.ts'
import type { TraceFact } from '../decision.ts'
import type { Program } from '../program/program.ts'
import type { FactValues, ParsedRequest } from '../request/parse-request.ts'
import { type FactTemplate, findValue } from './facts.ts'
import { fillLetters } from './template.ts'
import { traceTemplates } from './trace.ts'

/** All of a trace that depends on the facts: with the rules and the question, the whole trace can be made from it again. */
export interface PackedTrace {
  /** The value of each fact that has one, given or derived, by name. */
  readonly found: Readonly<Record<string, Scalar>>
  /** One letter for each of the trace’s `facts`, in their order: where its value is from. */
  readonly from: string
  /** One letter, t, f or u, for each `truth` and each `inForce` of the trace, in the order of its text. */
  readonly truths: string
}

/** The letter for where a fact’s value is from. */
export const FROM_LETTERS = { given: 'g', derived: 'd', 'not-asked': 'a', 'not-known': 'k' } as const satisfies Record<
  TraceFact['from'],
  string
>

const unlistedOfProgram = new WeakMap<Program, readonly number[]>()

/** Facts that only parts of a definition test which no rule in force reads: they have a value in the trace, and no entry of their own. */
const unlistedSlots = (program: Program, facts: readonly FactTemplate[], slots: Int32Array): readonly number[] =>
  memoize(unlistedOfProgram, program, () => {
    const listed = new Set(facts.map(one => one.slot))
    return [...new Set(slots)].filter(slot => slot >= 0 && !listed.has(slot))
  })

const fromLetter = (given: FactValues[number], value: Scalar | null, isSupplied: boolean): string => {
  if (value !== null) return value === given && !isSupplied ? FROM_LETTERS.given : FROM_LETTERS.derived
  return given === null ? FROM_LETTERS['not-known'] : FROM_LETTERS['not-asked']
}

/** The trace of an evaluation, packed: letters prepared beside the texts of its template, so that no trace is made for it. */
export const buildPackedTrace = (
  rulebook: Rulebook,
  program: Program,
  { values, supplied }: ParsedRequest,
  truths: Uint8Array,
): PackedTrace => {
  const { facts, rest } = traceTemplates(rulebook, program)
  const found: Record<string, Scalar> = {}
  let from = ''
  let letters = ''
  for (const { name, index, slot, derivation } of facts) {
    const given = values[index]
    const value = slot < 0 ? (given ?? null) : findValue(program.facts[slot]!, values, truths)
    if (value !== null) found[name] = value
    from += fromLetter(given, value, supplied.includes(index))
    if (derivation !== undefined && (given === undefined || given === null)) letters += fillLetters(derivation, truths)
  }
  for (const slot of unlistedSlots(program, facts, rest.slots)) {
    const value = findValue(program.facts[slot]!, values, truths)
    if (value !== null) found[program.facts[slot]!.fact.name] = value
  }
  return { found, from, truths: letters + fillLetters(rest, truths) }
}
