import { type ActivityReport, recordLogRead, report, reportAsHtml } from '@virtual-school/records'
import { withLog } from '../../records/with-log.ts'
import { identifyActor, type RecordsOptions, withRecordsIfWritable } from '../../records/with-records.ts'
import { type ExitCode, exitCodes, print, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { renderReportCsv, renderReportText } from './report-formats.ts'

type ReportOptions = RecordsOptions & { readonly from?: string; readonly to?: string; readonly suppressSmall: boolean }

const formats: Readonly<Record<string, (made: ActivityReport) => string>> = {
  text: renderReportText,
  json: made => JSON.stringify(made),
  csv: renderReportCsv,
  html: reportAsHtml,
}

/** Adds `records report`: what Ofsted and internal audit ask for, in counts. */
export const addRecordsReport: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'report',
    description:
      'count decisions by month, council, system, question, answer, reading, rule and person: how often people decided otherwise, challenges not answered, what nobody looked at or told; erasures, readings, rules in use; that it was read is recorded, if the root secret is at hand',
    examples: [
      'virtual-school records report --from 2026-01-01 --actor staff-4711',
      'virtual-school records report --from 2026-01-01 --suppress-small --format html --actor staff-4711 > report.html',
    ],
    formats: Object.keys(formats),
  })
    .option('--from <day>', 'decisions recorded on this day (in England) or later')
    .option('--to <day>', 'recorded on this day or earlier')
    .option(
      '--suppress-small',
      'for publication: round all counts to the nearest 10, show none of five or fewer, and none by rule or person',
      false,
    )
    .action(async (options: ReportOptions) => finish(await run(options, terminal)))
}

const run = async (options: ReportOptions, terminal: Terminal): Promise<ExitCode> => {
  const { from, to, suppressSmall } = options
  const what = { read: 'report', from: from ?? null, to: to ?? null, suppressSmall }
  const recorded = await withRecordsIfWritable(options, terminal, opened =>
    recordLogRead(opened, identifyActor(options), what),
  )
  if (!recorded.ok) return refuse(terminal, recorded.issues, options.format)
  return withLog(
    options,
    terminal,
    log => report(log, { from, to, suppressSmall }),
    async made => {
      await print(terminal, formats[options.format]!(made))
      return exitCodes.done
    },
  )
}
