import { type Records, type ReplaySelection, replay, replayLines } from '@virtual-school/records'
import { type Checked, isCivilDate } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, refused } from '@virtual-school/rules/internal'
import { type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { openRules } from '../../rules/open-rules.ts'
import { rulesOption } from '../../terminal/options.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { recordsProgress } from './progress.ts'

interface ReplayOptions extends RecordsOptions {
  readonly all?: boolean
  readonly since?: string
  readonly rules?: string
}

/** Adds `records replay`: decides again from what was kept, and compares bytes. */
export const addRecordsReplay: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'replay',
    description:
      'decide again from what was kept, with both evaluators, and compare; or say what other rules would decide',
    examples: [
      'virtual-school records replay --all',
      'virtual-school records replay --since 2026-01-01 --rules proposed',
    ],
  })
    .argument('[id]', 'one decision')
    .option('--all', 'every decision')
    .option('--since <day>', 'what was recorded on this day (UTC) or later')
    .addOption(rulesOption())
    .action(async (id: string | undefined, options: ReplayOptions) => finish(await run(id, options, terminal)))
}

const run = (id: string | undefined, options: ReplayOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const selection = parseSelection(id, options)
    if (!selection.ok) return selection
    const rules = options.rules === undefined ? undefined : await openRules(options.rules, terminal)
    if (rules?.ok === false) return rules
    const report = await replayed(opened, selection.value, rules?.value, terminal)
    if (options.format === 'json') await printJson(terminal, report)
    else await print(terminal, replayLines(report).join('\n'))
    return accepted(report.isSame ? exitCodes.done : exitCodes.failed)
  })

const replayed = async (opened: Records, selection: ReplaySelection, rules: Rules | undefined, terminal: Terminal) => {
  const progress = recordsProgress(terminal)
  const report = await replay(opened, selection, { rules, progress: progress.show })
  progress.clear()
  return report
}

const parseSelection = (id: string | undefined, { all, since }: ReplayOptions): Checked<ReplaySelection> => {
  const given = [id, all, since].filter(one => one !== undefined).length
  if (given !== 1) return malformed('Say which: an id, --all, or --since with a day.')
  if (id !== undefined) return accepted({ id })
  if (since === undefined) return accepted({ all: true })
  return isCivilDate(since)
    ? accepted({ since: `${since}T00:00:00.000Z` })
    : malformed('--since takes a day, as 2026-11-22.')
}

const malformed = (message: string): Checked<never> => refused([{ code: 'malformed', pointer: '', message }])
