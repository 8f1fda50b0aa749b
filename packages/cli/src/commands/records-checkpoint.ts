import { currentCheckpoint } from '@virtual-school/records'
import { exitCodes } from '../exit.ts'
import { type AddRecordsCommand, addRecordsCommand, type Ended } from '../records/options.ts'
import { type RecordsOptions, withRecords } from '../records/with-records.ts'
import { print, printJson, type Terminal } from '../terminal.ts'

type CheckpointOptions = RecordsOptions & { readonly key?: boolean }

/** Adds `records checkpoint`: what to put away where whoever runs the database cannot reach it. */
export const addRecordsCheckpoint: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'checkpoint',
    description: 'print the signed checkpoint of the log as it stands, to be kept elsewhere; it holds no personal data',
    examples: ['virtual-school records checkpoint > kept.txt', 'virtual-school records checkpoint --key > log.pub'],
  })
    .option('--key', 'print the log’s public key instead')
    .action(async (options: CheckpointOptions) => finish(await checkpoint(options, terminal)))
}

const checkpoint = (options: CheckpointOptions, terminal: Terminal): Ended =>
  withRecords(options, terminal, async opened => {
    const { verifierKey } = opened
    const note = options.key ? { ok: true as const, value: '' } : await currentCheckpoint(opened)
    if (!note.ok) return note
    if (options.format === 'json')
      await printJson(terminal, options.key ? { verifierKey } : { verifierKey, checkpoint: note.value })
    else await print(terminal, options.key ? verifierKey : note.value)
    return { ok: true, value: exitCodes.done }
  })
