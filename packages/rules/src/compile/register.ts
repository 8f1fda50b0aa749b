import type { Issue } from '../kernel/issue.ts'
import type { RegisterEntry } from '../language/register.ts'
import type { LayerDocuments } from '../parse/rule-documents.ts'
import { type Reporter, reporter, reportUnknown } from './conditions.ts'
import { reportTwice } from './vocabulary.ts'

/** Every entry says what became of its sentence, by rules that are there or by a reason; and no rule of the council is made of nothing. */
export const checkRegister = (
  layer: LayerDocuments,
  national: LayerDocuments,
  sources: ReadonlySet<string>,
  issues: Issue[],
): void => {
  if (layer.register === undefined) return
  const { file, value } = layer.register
  const report = reporter(file, issues)
  if (!sources.has(value.source)) reportUnknown(report, '/source', 'source', value.source, sources)
  reportTwice(
    value.entries.map(one => one.locator),
    i => `/entries/${i}/locator`,
    'place',
    report,
  )
  const own = layer.rules.map(one => one.value.name)
  checkEntries(value.entries, new Set([...own, ...national.rules.map(one => one.value.name)]), report)
  const named = new Set(value.entries.flatMap(one => one.rules))
  for (const name of new Set(own)) if (!named.has(name)) reportUnnamed(name, report)
}

const reportUnnamed = (name: string, report: Reporter): void =>
  void report('/entries', 'missing-member', `No entry names the rule “${name}”. Name it where its words stand.`)

const checkEntries = (entries: readonly RegisterEntry[], known: ReadonlySet<string>, report: Reporter): void =>
  entries.forEach((entry, i) => {
    checkEntry(entry, known, `/entries/${i}`, report)
  })

const checkEntry = (
  { class: kind, rules, reason }: RegisterEntry,
  known: ReadonlySet<string>,
  at: string,
  report: Reporter,
): void => {
  rules.forEach((name, i) => {
    if (!known.has(name)) reportUnknown(report, `${at}/rules/${i}`, 'rule', name, known)
  })
  const makes = kind === 'rule' || kind === 'offer'
  if (makes && rules.length === 0)
    report(`${at}/rules`, 'missing-member', `A sentence of class “${kind}” names the rules that are made of it.`)
  if (!makes && rules.length > 0)
    report(
      `${at}/rules`,
      'not-allowed-here',
      `A sentence of class “${kind}” names no rule; one that does is of class “rule” or “offer”.`,
    )
  if (!makes && reason === undefined)
    report(at, 'missing-member', `“reason” is required of a sentence of class “${kind}”: why no rule is made of it.`)
}
