import type { Issue } from '../kernel/issue.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import type { RuleDocuments } from '../parse/rule-documents.ts'
import { type ConditionScope, checkCondition, type Reporter, reporter, reportUnknown } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** The decisions, their lists and catalogues, consistent in themselves; `scope` is the national one. */
export const checkDecisions = (documents: RuleDocuments, scope: ConditionScope, issues: Issue[]): void => {
  const { file, value } = documents.decisions
  const report = reporter(file, issues)
  const lists = new Set(value.lists.map(list => list.id))
  reportTwice(
    value.decisions.map(one => one.id),
    i => `/decisions/${i}/id`,
    'decision',
    report,
  )
  reportTwice(
    value.lists.map(one => one.id),
    i => `/lists/${i}/id`,
    'list',
    report,
  )
  reportTwice(
    value.deadlines.map(one => one.id),
    i => `/deadlines/${i}/id`,
    'deadline',
    report,
  )
  value.lists.forEach((list, i) => {
    reportTwice(
      list.items.map(one => one.id),
      j => `/lists/${i}/items/${j}/id`,
      'item',
      report,
    )
    reportTwice(
      list.verbs.map(one => one.id),
      j => `/lists/${i}/verbs/${j}/id`,
      'verb',
      report,
    )
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
  reportTwice(
    decision.answers.map(one => one.id),
    i => `${at}/answers/${i}/id`,
    'answer',
    report,
  )
  reportTwice(
    decision.requirements.map(one => one.id),
    i => `${at}/requirements/${i}/id`,
    'requirement',
    report,
  )
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
