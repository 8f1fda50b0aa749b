import type { Rule, Rulebook } from '../compile/rulebook.ts'
import type { AlternativeEffect } from './alternatives.ts'
import { reasonsOf } from './build.ts'
import { cautionsOf } from './cautions.ts'
import { dueDay } from './deadlines.ts'
import type { DeadlineFinding, Decision, ItemFinding, ReadingFinding, RequirementFinding } from './decision.ts'
import { hangingOf, slotsHeld } from './hanging.ts'
import type { Lanes } from './lanes.ts'
import { missingOf } from './missing.ts'
import { type Supposition, narrow, narrowCases, suppose, unionOf } from './narrowing.ts'
import { type AnswerSet, type WhatIfs, isOne, whatIfs } from './possible.ts'
import type { ParsedRequest, Program, Reasons } from './program.ts'
import { summaryOf } from './summary.ts'

/** What the evaluators and the first pass established: how true each node is, and what each reading's alternative does. */
export interface Assessment {
  readonly truths: Uint8Array
  /** Of the alternatives that could still change something. */
  readonly effects: readonly AlternativeEffect[]
}

/** The answers that are not known to be wrong, from truths alone. */
const kleenePossible = (program: Program, truths: Uint8Array): AnswerSet =>
  program.answers.reduce((set, node, i) => (truths[node] === 0 ? set : set | (1 << i)), 0)

/** From truths to a decision, its trace left null. Shared by both evaluators; what-ifs always run through the compiled one, in `lanes`. */
export const decide = (rulebook: Rulebook, request: ParsedRequest, program: Program, lanes: Lanes, assessed: Assessment): Decision => {
  const { truths } = assessed
  const { decision, authority, asOf, values } = request
  const kleene = kleenePossible(program, truths)
  const hanging = hangingOf(program, values, truths, program.nodes.count)
  const slots = isOne(kleene) ? [] : slotsHeld(hanging, program.answers)
  const ask = whatIfs(program, lanes)
  const suppositions = suppose(program, lanes, ask, slots)
  const possible = narrow(kleene, suppositions.map(unionOf))
  const answerOf = (set: AnswerSet) => (isOne(set) ? decision.answers[31 - Math.clz32(set)]!.id : null)
  const answer = answerOf(possible)
  const forAnswer = answer === null ? settling(program, lanes, ask, slots, suppositions) : new Map<number, boolean>()
  const requirements = requirementsOf(program, truths)
  const lists = listsOf(program, truths)
  const deadlines = deadlinesOf(rulebook, program, truths, values)
  const missing = missingOf(rulebook, program, values, truths, hanging, forAnswer)
  return {
    decision: decision.id,
    authority: authority.id,
    asOf,
    status: answer === null ? 'undetermined' : 'determined',
    answer,
    possibleAnswers: decision.answers.filter((_, i) => (possible >> i) & 1).map(one => one.id),
    summary: summaryOf(rulebook, decision, answer, requirements, lists, missing),
    requirements,
    lists,
    deadlines,
    missing,
    readings: readingsOf(program, lanes, ask, assessed, possible, answerOf),
    cautions: cautionsOf(rulebook, restsOn(program, truths, answer), earlyOf(program, truths, requirements)),
    rules: { version: rulebook.version, digest: rulebook.digest, layers: authority.layers },
    trace: null,
  }
}

/** What makes an entry: the rules that hold, or, where none is known to, those that may. */
const behind = (entry: Reasons, truths: Uint8Array): Reasons => {
  const { rules } = entry
  let wanted = 1
  for (const one of rules) if (truths[one.truth] === 2) wanted = 2
  if (rules.every(one => truths[one.truth] === wanted)) return entry
  const holding = rules.filter(one => truths[one.truth] === wanted)
  return { rules: holding, ...reasonsOf(holding) }
}

const metWords = ['unmet', 'unknown', 'met'] as const

const requirementsOf = (program: Program, truths: Uint8Array): readonly RequirementFinding[] => {
  const found: RequirementFinding[] = []
  for (const one of program.requirements) {
    const applies = truths[one.applies]!
    if (applies === 0) continue
    const { force, because } = behind(one, truths)
    found.push({ id: one.id, status: metWords[truths[one.test]!]!, applies: applies === 2 ? 'yes' : 'unknown', force, title: one.title, because })
  }
  return found
}

const listsOf = (program: Program, truths: Uint8Array): Record<string, ItemFinding[]> => {
  const lists: Record<string, ItemFinding[]> = {}
  for (const list of program.listNames) lists[list] = []
  for (const one of program.items) {
    const applies = truths[one.applies]!
    if (applies === 0) continue
    const { force, because } = behind(one, truths)
    const status = applies === 2 ? 'applies' : 'possible'
    lists[one.list]!.push(
      one.verb === undefined ? { item: one.item, status, force, title: one.title, because } : { item: one.item, verb: one.verb, status, force, title: one.title, because },
    )
  }
  return lists
}

const deadlinesOf = (rulebook: Rulebook, program: Program, truths: Uint8Array, values: ParsedRequest['values']): readonly DeadlineFinding[] =>
  program.deadlines.flatMap(entry => {
    const { event, applies } = entry
    if (truths[applies] === 0) return []
    const start = values[rulebook.factsByName.get(event.of)!.index]
    const { date, basis } = dueDay(rulebook, event, start as string | null | undefined)
    return [{ action: event.action, status: truths[applies] === 2 ? 'applies' : 'possible', date, role: event.role, basis, because: behind(entry, truths).because }]
  })

/** Of each fact on which the answer hangs, whether the answer is determined whichever value it has, all else being as it is. */
const settling = (program: Program, lanes: Lanes, ask: WhatIfs, slots: readonly number[], suppositions: readonly Supposition[]): ReadonlyMap<number, boolean> => {
  const cases = suppositions.flatMap(({ sets, values }) => sets.map((possible, i) => ({ alternative: -1, supposed: values[i]!, possible })))
  const narrowed = narrowCases(program, lanes, ask, slots, cases)
  const settled = new Map(slots.map(slot => [slot, true]))
  cases.forEach(({ supposed }, i) => {
    if (narrowed[i] !== 0 && !isOne(narrowed[i]!)) settled.set(supposed.slot, false)
  })
  return settled
}

/** Each alternative by which anything would come out otherwise. Its answer, too, is narrowed by cases. */
const readingsOf = (
  program: Program, lanes: Lanes, ask: WhatIfs, assessed: Assessment, possible: AnswerSet, answerOf: (set: AnswerSet) => string | null,
): readonly ReadingFinding[] => {
  if (assessed.effects.length === 0) return []
  const unknownSlots = program.facts.filter(one => one.askable && one.narrows && lanes.classes[one.slot]! < 0).map(one => one.slot)
  const would = narrowCases(program, lanes, ask, unknownSlots, assessed.effects.map(one => ({ alternative: one.index, supposed: undefined, possible: one.possible })))
  const found = assessed.effects.flatMap(({ index, changes }, i): ReadingFinding[] => {
    const all = would[i] === possible ? changes : ['answer', ...changes]
    const { reading, text } = program.alternatives[index]!
    return all.length === 0 ? [] : [{ id: reading.id, taken: reading.taken, alternative: text, answerWouldBe: answerOf(would[i]!), changes: [...new Set(all)].sort() }]
  })
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Every rule that something in the decision names; for an answer that says nothing applies, every rule that was considered. */
const restsOn = (program: Program, truths: Uint8Array, answer: string | null): readonly Rule[] => {
  if (answer === program.decision.answers.at(-1)!.id) return program.rules.map(one => one.rule)
  const rules: Rule[] = []
  for (const entries of [program.requirements, program.items, program.deadlines]) {
    for (const entry of entries) if (truths[entry.applies] !== 0) for (const { rule } of behind(entry, truths).rules) rules.push(rule)
  }
  for (const { rule, truth } of program.conclusions) if (truths[truth] !== 0) rules.push(rule)
  return rules
}

/** Where nothing restricts: the rules that would, or might, had their first edition been in force. */
const earlyOf = (program: Program, truths: Uint8Array, requirements: readonly RequirementFinding[]): readonly Rule[] =>
  requirements.length > 0 ? [] : program.earlyRules.filter(one => truths[one.truth] !== 0).map(one => one.rule)
