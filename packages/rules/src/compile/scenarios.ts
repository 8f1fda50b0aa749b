import type { Issue } from '../kernel/issue.ts'
import type { LayerDocuments } from '../parse/rule-documents.ts'
import { reportUnknown, reporter } from './conditions.ts'
import type { RuleScope } from './rules.ts'

/** A scenario that names something unknown would compare nothing, so it is refused. What a request may hold is evaluation’s question. */
export const checkScenarios = (layer: LayerDocuments, scope: RuleScope, issues: Issue[]): void => {
  for (const { value, file, pointer } of layer.scenarios) {
    const report = reporter(file, issues)
    const decision = scope.decisions.get(value.decision)
    if (decision === undefined) {
      reportUnknown(report, `${pointer}/decision`, 'decision', value.decision, scope.decisions.keys(), 'unknown-decision')
      continue
    }
    const { answer, requirements = {}, lists = {}, deadlines = {}, missing = [], readings = [] } = value.expect
    const at = `${pointer}/expect`
    const check = (names: readonly string[], known: Iterable<string>, what: string, place: (name: string, index: number) => string) => {
      const set = new Set(known)
      names.forEach((name, i) => {
        if (!set.has(name)) reportUnknown(report, place(name, i), what, name, set)
      })
    }
    if (answer) check([answer], decision.answers.map(one => one.id), 'answer', () => `${at}/answer`)
    check(Object.keys(requirements), decision.requirements.map(one => one.id), 'requirement', name => `${at}/requirements/${name}`)
    check(Object.keys(lists), decision.lists, 'list in this decision', name => `${at}/lists/${name}`)
    for (const [list, items] of Object.entries(lists)) {
      check(Object.keys(items), scope.lists.get(list)?.items.map(one => one.id) ?? Object.keys(items), 'item in this list', name => `${at}/lists/${list}/${name}`)
    }
    check(Object.keys(deadlines), scope.deadlines, 'deadline', name => `${at}/deadlines/${name}`)
    check(missing, scope.facts.keys(), 'fact', (_, i) => `${at}/missing/${i}`)
    check(readings, scope.readings ?? [], 'reading', (_, i) => `${at}/readings/${i}`)
  }
}
