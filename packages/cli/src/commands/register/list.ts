import { join } from 'node:path'
import { registerClasses } from '@virtual-school/rules'
import { rulesInNoEntry } from '@virtual-school/rules/internal'
import { chooseDirectory, openRules } from '../../rules/open-rules.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type FoundRegister, findRegisters } from './find.ts'

/** What `register list` takes. */
export interface ListOptions {
  readonly authority?: string
  readonly class: (typeof registerClasses)[number]
  readonly rules?: string
  readonly format: string
}

/** `register list SOURCE`: how many entries there are of each class, and the places of those of one. */
export const listRegister = async (source: string, options: ListOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal, { whole: true })
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const found = findRegisters(opened.value, source, options.authority)
  if (!found.ok) return refuse(terminal, found.issues, options.format)
  const directory = chooseDirectory(options.rules, terminal)
  const reports = found.value.map(one => ({
    ...reportOn(one, options.class, directory),
    rulesInNoEntry: rulesInNoEntry(opened.value.rulebook, one.register, one.authority.id),
  }))
  if (options.format === 'json') await printJson(terminal, { source, registers: reports })
  else await print(terminal, reports.map(one => inLines(one, options.class).join('\n')).join('\n\n'))
  return exitCodes.done
}

const reportOn = (
  { authority, register }: FoundRegister,
  wanted: ListOptions['class'],
  directory: string | undefined,
) => {
  const { file, entries } = register
  const standing = entries.filter(one => one.gone === undefined)
  return {
    authority: authority.id,
    file: directory === undefined ? file : join(directory, file),
    counts: Object.fromEntries(registerClasses.map(kind => [kind, standing.filter(one => one.class === kind).length])),
    entries: standing
      .filter(one => one.class === wanted)
      .map(({ locator, rules, reason }) => ({ locator, rules, reason: reason ?? null })),
    gone: entries.flatMap(({ gone, locator, rules }) => (gone === undefined ? [] : [{ locator, gone, rules }])),
  }
}

type Report = ReturnType<typeof reportOn> & { readonly rulesInNoEntry: readonly string[] }

const inLines = (report: Report, wanted: string): readonly string[] => {
  const { file, counts, entries, gone } = report
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0)
  const classes = Object.entries(counts).flatMap(([kind, many]) => (many === 0 ? [] : [`${many} ${kind}`]))
  return [
    `${file}: ${count(total, 'entry', 'entries')}${classes.length === 0 ? '' : ` (${classes.join(', ')})`}`,
    ...(entries.length === 0 ? [`None is ${wanted}.`] : ['', `Of class ${wanted}:`]),
    ...entries.map(
      ({ locator, rules, reason }) => `  ${[locator, ...rules].join(', ')}${reason === null ? '' : `: ${reason}`}`,
    ),
    ...(gone.length === 0 ? [] : ['', 'Their words are gone:']),
    ...gone.map(one => `  ${[one.locator, ...one.rules].join(', ')} (since the copy of ${one.gone})`),
    ...(report.rulesInNoEntry.length === 0 ? [] : ['', 'Rules of this source that no entry names:']),
    ...report.rulesInNoEntry.map(name => `  ${name}`),
  ]
}
