import { addRecordsCheckpoint } from './checkpoint.ts'
import { addRecordsErase } from './erase.ts'
import { addRecordsEvent } from './event.ts'
import { addRecordsExport } from './export.ts'
import { addRecordsList } from './list.ts'
import { addRecordsMove } from './move.ts'
import type { AddRecordsCommand } from './options.ts'
import { addRecordsPrune } from './prune.ts'
import { addRecordsReplay } from './replay.ts'
import { addRecordsReport } from './report.ts'
import { addRecordsRotate } from './rotate.ts'
import { addRecordsShow } from './show.ts'
import { addRecordsVerify } from './verify.ts'

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
