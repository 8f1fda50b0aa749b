import { eventsFor } from '../../compile/questions.ts'
import type { Condition, Leaf } from '../../language/condition.ts'
import { type ReferenceQuestion, ruleCondition } from './answers.ts'
import { decidedByQuestion, findTruth, type ReferenceCase, resolve, unknownLaw } from './truth.ts'

/**
 * The rules that bear on the answer, do not hold, and could if one fact were different. An answer that rests on absence rests
 * on them too. Counted test by test: a fact is taken to be able to turn each test of it.
 */
export const nearRules = (question: ReferenceQuestion, given: ReferenceCase, answer: string): readonly string[] => {
  const { decision, rules } = question
  if (!decision.answers.find(one => one.id === answer)!.restsOnAbsence) return []
  const bearing = rules.filter(rule =>
    eventsFor(rule, decision.id).some(
      event =>
        event.type === 'require' ||
        event.type === 'conclude' ||
        (event.type === 'include' && event.list === decision.collects),
    ),
  )
  return bearing.filter(rule => turnedBy(given, ruleCondition(rule, rules), true).size > 0).map(rule => rule.name)
}

const nothing: ReadonlySet<string> = new Set()

/** The facts each of which alone could make a condition come out as `wanted`, which now it surely does not; none if it may. */
const turnedBy = (given: ReferenceCase, at: Condition, wanted: boolean): ReadonlySet<string> => {
  if (at === unknownLaw || findTruth(given, at) !== (wanted ? 0 : 2)) return nothing
  if ('not' in at) return turnedBy(given, at.not, !wanted)
  if ('all' in at) return wanted ? common(given, at.all, wanted) : either(given, at.all, wanted)
  if ('any' in at) return wanted ? either(given, at.any, wanted) : common(given, at.any, wanted)
  const meant = resolve(given, at)
  if (meant !== at) return turnedBy(given, meant, wanted)
  // Of another action than the question is about, no fact about the child makes it.
  if (decidedByQuestion(given, at as Leaf) !== undefined) return nothing
  const { fact, value } = at as Leaf
  const names = typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]
  return new Set(names.flatMap(name => [...factsBehind(given, name)]))
}

const either = (given: ReferenceCase, members: readonly Condition[], wanted: boolean): ReadonlySet<string> =>
  new Set(members.flatMap(one => [...turnedBy(given, one, wanted)]))

/** Of the members that stand in the way, each must be turned by the same fact. */
const common = (given: ReferenceCase, members: readonly Condition[], wanted: boolean): ReadonlySet<string> => {
  const standing = members.filter(one => findTruth(given, one) === (wanted ? 0 : 2))
  const sets = standing.map(one => turnedBy(given, one, wanted))
  const [first = nothing, ...others] = sets
  return new Set([...first].filter(name => others.every(set => set.has(name))))
}

/** A fact, and those from which it follows. */
const factsBehind = (given: ReferenceCase, name: string): ReadonlySet<string> => {
  const { derived, given: by } = given.book.factsByName.get(name)!
  if (by !== undefined) return nothing
  const parts = derived?.from ? [derived.from, { not: derived.from }] : (derived?.cases ?? []).map(one => one.when)
  return new Set([name, ...parts.flatMap(part => [...turnedBy(given, part, true), ...turnedBy(given, part, false)])])
}
