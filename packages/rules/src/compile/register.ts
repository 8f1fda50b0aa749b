import { firstDayOf, lastDayOf } from '../kernel/dates.ts'
import type { Issue } from '../kernel/issue.ts'
import { bearingEntries, bearings, type Register, type RegisterEntry } from '../language/register.ts'
import type { LayerDocuments, PlacedValue } from '../parse/rule-documents.ts'
import { checkConditions, type Reporter, reporter, reportUnknown } from './conditions.ts'
import { checkDays } from './days.ts'
import type { RuleScope } from './rule-scope.ts'
import type { UnmodelledText } from './rulebook.ts'
import { checkDay } from './sources.ts'
import { reportTwice } from './vocabulary.ts'

/**
 * Every entry says what became of its sentence, by rules that are there or by a reason, and no rule of a source that has a
 * register is made of nothing. `taken` are the ids of texts that are not modelled. If the rules are not loaded whole, what no
 * decision reads is not there and is not asked for.
 */
export const checkRegisters = (
  layer: LayerDocuments,
  national: LayerDocuments,
  scope: RuleScope,
  at: { readonly isWhole: boolean; readonly taken: Set<string> },
  issues: Issue[],
): void => {
  for (const { file, value } of layer.registers) {
    const report = reporter(file, issues)
    if (!scope.sources.has(value.source)) reportUnknown(report, '/source', 'source', value.source, scope.sources)
    // Other words may have taken the place of those that are gone.
    const standing = value.entries.flatMap((one, i) => (one.gone === undefined ? [{ locator: one.locator, i }] : []))
    reportTwice(
      standing.map(one => one.locator),
      at => `/entries/${standing[at]!.i}/locator`,
      'place',
      report,
    )
    checkEntries(value, file, layer, national, report)
    value.entries.forEach((entry, i) => checkBearing(entry, scope, `/entries/${i}`, at.taken, report))
  }
  reportTwiceRegistered(layer.registers, issues)
  if (at.isWhole) checkComplete(layer, issues)
}

const reportTwiceRegistered = (registers: LayerDocuments['registers'], issues: Issue[]): void => {
  const seen = new Set<string>()
  for (const { file, value } of registers) {
    if (seen.has(value.source))
      reporter(file, issues)('/source', 'duplicate-name', `There is already a register of “${value.source}”.`)
    seen.add(value.source)
  }
}

/**
 * A rule is named in the register of the source that imposes its duty, its first citation: an ended rule in that of its own
 * edition. In `register.json`, which speaks for a whole council, every rule is.
 */
const checkComplete = (layer: LayerDocuments, issues: Issue[]): void => {
  for (const { file, value } of layer.registers) {
    // While nobody has said of a sentence what became of it, a rule may be what became of it.
    if (value.entries.some(one => one.class === 'open')) continue
    const named = new Set(value.entries.flatMap(one => one.rules))
    const isForAll = file === `${layer.id}/register.json`
    const citing = layer.rules.filter(one => isForAll || one.value.citations[0]!.source === value.source)
    for (const name of new Set(citing.map(one => one.value.name)))
      if (!named.has(name))
        reporter(file, issues)(
          '/entries',
          'missing-member',
          `No entry names the rule “${name}”. Name it where its words stand.`,
        )
  }
}

const checkEntries = (
  { source, entries }: Register,
  file: string,
  layer: LayerDocuments,
  national: LayerDocuments,
  report: Reporter,
): void => {
  const rules = [...layer.rules, ...national.rules].map(one => one.value)
  const known = new Set(rules.map(one => one.name))
  const citing = new Set(
    rules.filter(one => one.citations.some(citation => citation.source === source)).map(one => one.name),
  )
  const isForAll = file === `${layer.id}/register.json`
  entries.forEach((entry, i) => {
    const at = `/entries/${i}`
    checkEntry(entry, known, at, report)
    checkDay(entry.gone, `${at}/gone`, report)
    entry.rules.forEach((name, j) => {
      if (!isForAll && known.has(name) && !citing.has(name))
        report(`${at}/rules/${j}`, 'not-allowed-here', `The rule “${name}” does not cite “${source}”.`)
    })
  })
}

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
  if (!makes && kind !== 'open' && reason === undefined)
    report(at, 'missing-member', `“reason” is required of a sentence of class “${kind}”: why no rule is made of it.`)
}

const ofBearing = ['id', 'title', 'bears', 'decisions', 'force'] as const
const alsoOfBearing = ['text', 'effective', 'conditions'] as const

/** A text that bears on questions says which, how, and by which name decisions show it. */
const checkBearing = (
  entry: RegisterEntry,
  scope: RuleScope,
  at: string,
  taken: Set<string>,
  report: Reporter,
): void => {
  const said = [...ofBearing, ...alsoOfBearing].filter(member => entry[member] !== undefined)
  if (said.length === 0) return
  if (entry.class !== 'not-modelled')
    return void report(
      `${at}/${said[0]}`,
      'not-allowed-here',
      'Only a text of class “not-modelled” bears on questions by itself.',
    )
  for (const member of ofBearing)
    if (entry[member] === undefined)
      report(`${at}/${member}`, 'missing-member', `A text that bears on questions needs “${member}”.`)
  const { id, decisions = [], conditions, effective } = entry
  if (id !== undefined && taken.has(id)) report(`${at}/id`, 'duplicate-name', `There is already a text “${id}”.`)
  if (id !== undefined) taken.add(id)
  decisions.forEach((name, i) => {
    if (!scope.decisions.has(name))
      reportUnknown(report, `${at}/decisions/${i}`, 'decision', name, scope.decisions.keys(), 'unknown-decision')
  })
  if (conditions !== undefined) checkConditions(conditions, scope, `${at}/conditions`, report)
  if (effective !== undefined) checkDays(effective, `${at}/effective`, report)
}

/** The texts of a layer that bear on questions, heaviest first, then by id: the order in which decisions list them. */
export const compileUnmodelled = (
  layer: string,
  registers: readonly PlacedValue<Register>[],
): readonly UnmodelledText[] =>
  registers.flatMap(({ value }) =>
    bearingEntries(value).map(entry => ({
      id: entry.id!,
      title: entry.title!,
      reason: entry.reason!,
      force: entry.force!,
      bears: entry.bears!,
      isNotHeld: entry.text === 'not-held',
      decisions: entry.decisions!,
      conditions: entry.conditions,
      firstDay: entry.effective?.from === undefined ? null : firstDayOf(entry.effective.from),
      lastDay: entry.effective?.to === undefined ? null : lastDayOf(entry.effective.to),
      layer,
      source: value.source,
      locator: entry.locator,
    })),
  )

/** Heaviest first, then by id. */
export const inListedOrder = (texts: readonly UnmodelledText[]): readonly UnmodelledText[] =>
  [...texts].sort((a, b) => bearings.indexOf(a.bears) - bearings.indexOf(b.bears) || (a.id < b.id ? -1 : 1))
