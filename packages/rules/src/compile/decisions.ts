import { firstDayOf, isCivilDate } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import {
  type ConditionScope,
  checkCondition,
  checkValue,
  type Reporter,
  reporter,
  reportUnknown,
} from './conditions.ts'
import { reportSameIds, reportTwice } from './vocabulary.ts'

/** The fact that says what is proposed. A question that is about one action sets it. */
export const proposedFact = 'proposedAction'

/** The decisions, their lists and catalogues, consistent in themselves; `scope` is the national one. */
export const checkDecisions = (
  documents: RuleDocuments,
  scope: ConditionScope,
  sources: ReadonlySet<string>,
  issues: Issue[],
): void => {
  const { file, value } = documents.decisions
  const report = reporter(file, issues)
  const lists = new Set(value.lists.map(list => list.id))
  reportSameIds(value.decisions, '/decisions', 'decision', report)
  reportSameIds(value.lists, '/lists', 'list', report)
  reportSameIds(value.deadlines, '/deadlines', 'deadline', report)
  value.lists.forEach((list, i) => {
    reportSameIds(list.items, `/lists/${i}/items`, 'item', report)
    reportSameIds(list.verbs, `/lists/${i}/verbs`, 'verb', report)
  })
  value.decisions.forEach((decision, i) => {
    const at = `/decisions/${i}`
    checkDecision(decision, lists, scope, at, report)
    checkCompleteness(decision, sources, at, report)
    checkProposal(decision, scope, at, report)
  })
}

/** The day is one of the calendar, and the texts that make the question complete are sources. */
const checkCompleteness = (
  { completeFrom }: DecisionDefinition,
  sources: ReadonlySet<string>,
  at: string,
  report: Reporter,
): void => {
  if (completeFrom === undefined) return
  const place = `${at}/completeFrom`
  if (!isCivilDate(firstDayOf(completeFrom.day)))
    report(`${place}/day`, 'impossible-date', 'A day of the calendar, or a month, is expected.')
  completeFrom.texts.forEach((name, i) => {
    if (!sources.has(name)) reportUnknown(report, `${place}/texts/${i}`, 'source', name, sources)
  })
}

/** What a question is about are values of the fact that says what is proposed. */
const checkProposal = (
  { proposes = [] }: DecisionDefinition,
  { facts }: ConditionScope,
  at: string,
  report: Reporter,
): void => {
  const fact = facts.get(proposedFact)
  proposes.forEach((value, i) => {
    const place = `${at}/proposes/${i}`
    if (fact === undefined)
      report(place, 'unknown-fact', `There is no fact “${proposedFact}” for a question to propose by.`)
    else checkValue(fact, value, place, report)
  })
}

const checkDecision = (
  decision: DecisionDefinition,
  lists: ReadonlySet<string>,
  scope: ConditionScope,
  at: string,
  report: Reporter,
): void => {
  reportSameIds(decision.answers, `${at}/answers`, 'answer', report)
  reportSameIds(decision.requirements, `${at}/requirements`, 'requirement', report)
  reportTwice(decision.lists, i => `${at}/lists/${i}`, 'list', report)
  for (const { at: member, code, message } of forms[decision.form].problemsOf(decision))
    report(`${at}/${member}`, code, message)
  decision.lists.forEach((list, i) => {
    if (!lists.has(list)) reportUnknown(report, `${at}/lists/${i}`, 'list', list, lists)
  })
  if (decision.collects !== undefined && !decision.lists.includes(decision.collects)) {
    reportUnknown(report, `${at}/collects`, 'list in this decision', decision.collects, decision.lists)
  }
  decision.requirements.forEach((one, i) => checkCondition(one.test, scope, `${at}/requirements/${i}/test`, report))
}
