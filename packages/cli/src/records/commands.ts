import { addRecordsCheckpoint } from '../commands/records-checkpoint.ts'
import { addRecordsErase } from '../commands/records-erase.ts'
import { addRecordsEvent } from '../commands/records-event.ts'
import { addRecordsExport } from '../commands/records-export.ts'
import { addRecordsList } from '../commands/records-list.ts'
import { addRecordsMove } from '../commands/records-move.ts'
import { addRecordsPrune } from '../commands/records-prune.ts'
import { addRecordsReplay } from '../commands/records-replay.ts'
import { addRecordsReport } from '../commands/records-report.ts'
import { addRecordsRotate } from '../commands/records-rotate.ts'
import { addRecordsShow } from '../commands/records-show.ts'
import { addRecordsVerify } from '../commands/records-verify.ts'
import type { AddRecordsCommand } from './options.ts'

/** In the order in which help lists them. */
export const recordsCommands: readonly AddRecordsCommand[] = [
  addRecordsList,
  addRecordsShow,
  addRecordsEvent,
  addRecordsMove,
  addRecordsExport,
  addRecordsReport,
  addRecordsVerify,
  addRecordsCheckpoint,
  addRecordsReplay,
  addRecordsErase,
  addRecordsPrune,
  addRecordsRotate,
]
