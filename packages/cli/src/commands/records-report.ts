import { recordLogRead, report } from '@virtual-school/records'
import { exitCodes } from '../exit.ts'
import { type AddRecordsCommand, addRecordsCommand, type Ended } from '../records/options.ts'
import { reportLines } from '../records/report-lines.ts'
import { withLog } from '../records/with-log.ts'
import { byOf, type RecordsOptions, withRecordsIfWritable } from '../records/with-records.ts'
import { print, printJson, type Terminal } from '../terminal.ts'

type ReportOptions = RecordsOptions & { readonly from?: string; readonly to?: string; readonly suppressSmall: boolean }

/** Adds `records report`: counts of answers, of what people decided otherwise, and of what decisions hung on. */
export const addRecordsReport: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'report',
    description:
      'count answers, how often people decided otherwise, challenges, and what hung on a reading or a caution',
    examples: ['virtual-school records report --from 2026-01-01 --suppress-small'],
  })
    .option('--from <day>', 'decisions recorded on this day (UTC) or later')
    .option('--to <day>', 'recorded on this day or earlier')
    .option('--suppress-small', 'leave out counts below 5, and what they could be worked out from', false)
    .action(async (options: ReportOptions) => finish(await run(options, terminal)))
}

const run = async (options: ReportOptions, terminal: Terminal): Ended => {
  const { from, to, suppressSmall } = options
  const what = { read: 'report', from: from ?? null, to: to ?? null, suppressSmall }
  await withRecordsIfWritable(options, terminal, records => recordLogRead(records, byOf(options), what))
  return withLog(
    options,
    terminal,
    log => report(log, { from, to, suppressSmall }),
    async made => {
      if (options.format === 'json') await printJson(terminal, made)
      else await print(terminal, reportLines(made))
      return exitCodes.done
    },
  )
}
