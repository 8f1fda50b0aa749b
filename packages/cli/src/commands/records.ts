import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { example } from '../options.ts'
import { addRecordsCheckpoint } from './records-checkpoint.ts'
import { addRecordsErase } from './records-erase.ts'
import { addRecordsEvent } from './records-event.ts'
import { addRecordsExport } from './records-export.ts'
import { addRecordsList } from './records-list.ts'
import { addRecordsPrune } from './records-prune.ts'
import { addRecordsReplay } from './records-replay.ts'
import { addRecordsReport } from './records-report.ts'
import { addRecordsShow } from './records-show.ts'
import { addRecordsVerify } from './records-verify.ts'

const adders = [
  addRecordsList,
  addRecordsShow,
  addRecordsEvent,
  addRecordsExport,
  addRecordsReport,
  addRecordsVerify,
  addRecordsCheckpoint,
  addRecordsReplay,
  addRecordsErase,
  addRecordsPrune,
]

/** Adds `records`: what was decided, by which rules, what people did about it, and whether that can be relied on. */
export const addRecords = (program: Command, context: Context): void => {
  const records = program
    .command('records')
    .description('read, check, replay, export and erase what the service recorded')
    .addHelpText(
      'after',
      example('virtual-school records list --decision reduced-timetable', 'virtual-school records verify'),
    )
  for (const add of adders) add(records, context)
}
