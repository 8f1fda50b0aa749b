import { explanationOf, readRecord } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'

/** Adds `records show ID`: the account of a decision, or with `--format record` the record as it is kept, of an event too. */
export const addRecordsShow: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'show',
    description: 'tell of one decision: what was asked, found, and done since; that it was read is recorded',
    examples: ['virtual-school records show 019aab00-0000-7000-8000-000000000007 --format html > account.html'],
    formats: ['markdown', 'json', 'html', 'record'],
  })
    .argument('<id>', 'the id of the record; of an event with --format record alone')
    .action(async (id: string, options: RecordsOptions) => finish(await show(id, options, terminal)))
}

const show = (id: string, options: RecordsOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const by = identifyActor(options)
    if (options.format === 'record') {
      const read = await readRecord(opened, id, by)
      if (!read.ok) return read
      await printJson(terminal, read.value)
    } else {
      const explained = await explanationOf(opened, id, by, options.format as 'markdown' | 'json' | 'html')
      if (!explained.ok) return explained
      await print(terminal, explained.value)
    }
    return accepted(exitCodes.done)
  })
