import type { Issue } from '../kernel/issue.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { type ConditionScope, checkCondition, type Reporter, reporter, reportUnknown } from './conditions.ts'
import { reportSameIds, reportTwice } from './vocabulary.ts'

/** The decisions, their lists and catalogues, consistent in themselves; `scope` is the national one. */
export const checkDecisions = (documents: RuleDocuments, scope: ConditionScope, issues: Issue[]): void => {
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
  value.decisions.forEach((decision, i) => checkDecision(decision, lists, scope, `/decisions/${i}`, report))
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
