import { eventsFor } from '../../compile/questions.ts'
import type { Rule, Rulebook } from '../../compile/rulebook.ts'
import type { Condition } from '../../language/condition.ts'
import {
  answerConditions,
  concerning,
  contradicts,
  type Domain,
  isIncompleteOn,
  possibleAnswers,
  type ReferenceQuestion,
  ruleCondition,
  rulesOn,
  suppose,
  textsOn,
} from './answers.ts'
import { deadlines, items, requirements } from './entries.ts'
import { nearRules } from './near.ts'
import { withSupplied } from './supplied.ts'
import { type FactsByName, findTruth, findUnknownFacts, type ReferenceCase } from './truth.ts'

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** What a decision must say of a request, and whether the request must be refused because its facts contradict one another. */
export const decide = (
  book: Rulebook,
  request: {
    readonly decision: string
    readonly authority: string
    readonly asOf: string
    readonly facts: FactsByName
  },
  domain: Domain,
) => {
  const authority = book.authorities.get(request.authority)!
  const decision = book.decisions.get(request.decision)!
  const question: ReferenceQuestion = {
    book,
    authority,
    decision,
    rules: rulesOn(authority, decision.id, request.asOf),
    texts: textsOn(authority, decision.id, request.asOf),
    isIncomplete: isIncompleteOn(decision, request.asOf),
    domain,
  }
  const given: ReferenceCase = {
    book,
    authority,
    facts: withSupplied(book, decision, request.asOf, request.facts),
    proposes: decision.proposes,
  }
  const possible = possibleAnswers(question, given)
  const isDetermined = possible.length === 1
  return {
    contradicts: contradicts(question, given),
    status: isDetermined ? 'determined' : 'undetermined',
    answer: isDetermined ? possible[0]! : null,
    possibleAnswers: possible,
    requirements: requirements(question, given),
    items: items(question, given),
    deadlines: deadlines(question, given).map(({ action, status, date }) => ({ action, status, date })),
    missing: missing(question, given, isDetermined),
    readings: readings(question, given, possible),
    notWeighed: question.texts.filter(one => findTruth(given, concerning(one)) > 0).map(one => one.id),
    near: isDetermined ? nearRules(question, given, possible[0]!) : [],
  }
}

/**
 * The unknown facts that still matter: first those on which the answer depends, then those that settle it alone, then by how
 * many rules are open because of them, then in the order of the vocabulary.
 */
const missing = (question: ReferenceQuestion, given: ReferenceCase, isDetermined: boolean) => {
  const forAnswer = isDetermined ? [] : unique(answerConditions(question).flatMap(one => findUnknownFacts(given, one)))
  const settles = (name: string) =>
    suppose(question, given, name).every(one => possibleAnswers(question, one).length === 1)
  const openRules = new Map<string, number>()
  const count = (name: string) => openRules.set(name, (openRules.get(name) ?? 0) + 1)
  for (const rule of question.rules) keepingOpen(question, given, rule).forEach(count)
  for (const one of question.texts)
    if (one.isNotHeld || one.bears === 'bar') unique(findUnknownFacts(given, concerning(one))).forEach(count)
  const { factsByName } = question.book
  return [...openRules]
    .map(([fact, open]) => {
      const isForAnswer = forAnswer.includes(fact)
      return { fact, open, for: isForAnswer ? 'answer' : 'detail', settles: isForAnswer && settles(fact) }
    })
    .sort(
      (a, b) =>
        a.for.localeCompare(b.for) ||
        Number(b.settles) - Number(a.settles) ||
        b.open - a.open ||
        factsByName.get(a.fact)!.index - factsByName.get(b.fact)!.index,
    )
    .map(({ open: _, ...rest }) => rest)
}

/** The unknown facts because of which a rule is open: its own truth, the test of what it requires, or its date depends on them. */
const keepingOpen = ({ decision, rules }: ReferenceQuestion, given: ReferenceCase, rule: Rule): readonly string[] => {
  const condition = ruleCondition(rule, rules)
  if (findTruth(given, condition) === 0) return []
  const events = eventsFor(rule, decision.id)
  const tested = events.flatMap(event =>
    event.type === 'require'
      ? findUnknownFacts(given, decision.requirements.find(one => one.id === event.requirement)!.test)
      : [],
  )
  const starts = events.flatMap(event => (event.type === 'deadline' && given.facts[event.of] == null ? [event.of] : []))
  return [...unique([...findUnknownFacts(given, condition), ...tested]), ...starts]
}

/** Every alternative of a reading by which something would come out otherwise, and what. */
const readings = (question: ReferenceQuestion, given: ReferenceCase, possible: readonly string[]) =>
  [...readingsNamed(question)].sort().flatMap(id =>
    question.authority.readings.get(id)!.alternatives.flatMap((alternative, index) => {
      const tried: ReferenceCase = { ...given, tried: { id, index } }
      const would = possibleAnswers(question, tried)
      const changes = unique([
        ...(would.join() === possible.join() ? [] : ['answer']),
        ...changedEntries(outcome(question, given), outcome(question, tried)),
      ]).toSorted()
      if (changes.length === 0) return []
      return [{ id, alternative: alternative.text, answerWouldBe: would.length === 1 ? would[0]! : null, changes }]
    }),
  )

/** Every reading that a rule, or a definition that it comes to, rests on. */
const readingsNamed = ({ authority, decision, rules, texts }: ReferenceQuestion): ReadonlySet<string> => {
  const named = new Set<string>()
  const note = (condition: Condition): void => {
    if ('all' in condition) return condition.all.forEach(note)
    if ('any' in condition) return condition.any.forEach(note)
    if ('not' in condition) return note(condition.not)
    if (condition.reading !== undefined) {
      named.add(condition.reading)
      for (const one of authority.readings.get(condition.reading)!.alternatives) if (one.condition) note(one.condition)
    }
    if ('condition' in condition) note(authority.definitions.get(condition.condition)!.conditions)
  }
  for (const rule of rules) {
    note(rule.conditions)
    for (const event of eventsFor(rule, decision.id))
      if (event.type === 'deadline' && event.reading !== undefined) named.add(event.reading)
  }
  for (const one of texts) note(concerning(one))
  return named
}

/** What a decision lists beside its answer, each entry under the name that a change of it has. */
const outcome = (question: ReferenceQuestion, given: ReferenceCase): ReadonlyMap<string, string> =>
  new Map([
    ...requirements(question, given).map(({ id, status, applies }): [string, string] => [
      `requirements/${id}`,
      `${status} ${applies}`,
    ]),
    ...items(question, given).map(({ list, item, verb, status }): [string, string] => [
      `lists/${list}/${item}${verb === undefined ? '' : `/${verb}`}`,
      status,
    ]),
    ...deadlines(question, given).map(({ action, term, status, date }): [string, string] => [
      `deadlines/${action} ${term}`,
      `${status} ${date}`,
    ]),
  ])

const changedEntries = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  unique([...before.keys(), ...after.keys()])
    .filter(key => before.get(key) !== after.get(key))
    .map(key => key.split(' ')[0]!)
