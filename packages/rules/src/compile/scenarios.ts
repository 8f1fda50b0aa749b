import { isCivilDate } from '../kernel/dates.ts'
import type { Issue, IssueCode } from '../kernel/issue.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Scenario } from '../language/scenario.ts'
import type { LayerDocuments } from '../parse/rule-documents.ts'
import { checkFacts } from './code-facts.ts'
import { type Reporter, reporter, reportUnknown } from './conditions.ts'
import type { RuleScope } from './rule-scope.ts'
import { checkDay } from './sources.ts'

/**
 * A scenario that expects something unknown would compare nothing, so it is refused; and so is one that gives what no request may
 * hold, unless it expects just that. Whether its facts contradict one another is evaluation’s question.
 */
export const checkScenarios = (layer: LayerDocuments, scope: RuleScope, issues: Issue[]): void => {
  const taken = new Set<string>()
  for (const { value, file, pointer } of layer.scenarios) {
    const report = reporter(file, issues)
    checkOwnName(value, file, pointer, taken, report)
    if (isBlank(value.expect)) report(`${pointer}/expect`, 'missing-member', blank)
    if (value.expect.issues === undefined) checkRequest(value, scope, pointer, report)
    const decision = scope.decisions.get(value.decision)
    checkNames(
      value.expect.missing ?? [],
      scope.facts.keys(),
      'fact',
      `${pointer}/expect/missing`,
      report,
      'unknown-fact',
    )
    checkNames(value.expect.readings ?? [], scope.readings ?? [], 'reading', `${pointer}/expect/readings`, report)
    checkDeadlines(value, scope, `${pointer}/expect/deadlines`, report)
    if (decision) checkExpected(value, decision, scope, `${pointer}/expect`, report)
    else
      reportUnknown(
        report,
        `${pointer}/decision`,
        'decision',
        value.decision,
        scope.decisions.keys(),
        'unknown-decision',
      )
  }
}

const blank =
  'Nothing is expected, so nothing would be compared. Say what the guidance answers here, as `"answer": "permitted"`.'

const checkRequest = ({ asOf, facts }: Scenario, scope: RuleScope, pointer: string, report: Reporter): void => {
  const at = `${pointer}/facts`
  checkDay(asOf, `${pointer}/asOf`, report)
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null) checkFacts({ [name]: value }, scope.facts, at, report)
    else if (!scope.facts.has(name))
      reportUnknown(report, `${at}/${name}`, 'fact', name, scope.facts.keys(), 'unknown-fact')
    if (scope.facts.get(name)?.given !== undefined)
      report(`${at}/${name}`, 'not-allowed-here', `Nobody gives “${name}”: it follows from the day. Leave it out.`)
  }
}

/** Members that hold nothing at any depth name nothing; an empty list says that there is none. */
const isBlank = (expected: unknown): boolean =>
  typeof expected === 'object' &&
  expected !== null &&
  !Array.isArray(expected) &&
  Object.values(expected).every(one => one === undefined || isBlank(one))

/** Within a file a copied scenario keeps a name of its own, or nobody could tell which of the two failed. */
const checkOwnName = ({ name }: Scenario, file: string, at: string, taken: Set<string>, report: Reporter): void => {
  const key = `${file}\n${name}`
  if (taken.has(key))
    report(`${at}/name`, 'duplicate-name', 'Another scenario of this file has this name. Give each its own.')
  taken.add(key)
}

/** Names in a list, or the names of members: each must be known. */
const checkNames = (
  names: readonly string[] | Readonly<Record<string, unknown>>,
  known: Iterable<string>,
  what: string,
  at: string,
  report: Reporter,
  code: IssueCode = 'unknown-name',
): void => {
  const set = new Set(known)
  for (const [key, value] of Object.entries(names)) {
    const name = Array.isArray(names) ? String(value) : key
    if (!set.has(name)) reportUnknown(report, `${at}/${key}`, what, name, set, code)
  }
}

const checkDeadlines = (
  { expect: { deadlines = {} } }: Scenario,
  scope: RuleScope,
  at: string,
  report: Reporter,
): void => {
  checkNames(deadlines, scope.deadlines, 'deadline', at, report)
  for (const [action, wanted] of Object.entries(deadlines)) {
    const isEntry = typeof wanted === 'object' && wanted !== null
    const day = isEntry ? wanted.date : wanted
    if (day === undefined || day === null || day === 'absent' || isCivilDate(day)) continue
    const place = `${at}/${action}${isEntry ? '/date' : ''}`
    report(place, 'impossible-date', 'A day of the calendar is expected, as `2024-08-19`.')
  }
}

const checkExpected = (
  { expect }: Scenario,
  decision: DecisionDefinition,
  scope: RuleScope,
  at: string,
  report: Reporter,
): void => {
  const answers = decision.answers.map(one => one.id)
  const { answer, possibleAnswers = [], requirements = {}, lists = {} } = expect
  if (typeof answer === 'string' && !answers.includes(answer))
    reportUnknown(report, `${at}/answer`, 'answer', answer, answers)
  checkNames(possibleAnswers, answers, 'answer', `${at}/possibleAnswers`, report)
  checkNames(
    requirements,
    decision.requirements.map(one => one.id),
    'requirement',
    `${at}/requirements`,
    report,
  )
  checkNames(lists, decision.lists, 'list in this decision', `${at}/lists`, report)
  for (const [id, items] of Object.entries(lists)) {
    const list = scope.lists.get(id)
    if (list === undefined) continue
    checkNames(
      items,
      list.items.map(one => one.id),
      'item in this list',
      `${at}/lists/${id}`,
      report,
    )
    const verbs = list.verbs.map(one => one.id)
    for (const [item, wanted] of Object.entries(items)) {
      if (typeof wanted === 'string' || wanted.verb === undefined || verbs.includes(wanted.verb)) continue
      reportUnknown(report, `${at}/lists/${id}/${item}/verb`, 'verb in this list', wanted.verb, verbs)
    }
  }
}
