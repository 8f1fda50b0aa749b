import { currentCheckpoint, type LogToRead } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted } from '@virtual-school/rules/internal'
import { requireVerifierKey, withLog } from '../../records/with-log.ts'
import type { RecordsOptions } from '../../records/with-records.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'

interface CheckpointOptions extends RecordsOptions {
  readonly key?: boolean
}

/** Adds `records checkpoint`: what to keep where those who run the database cannot reach it. Nothing is changed. */
export const addRecordsCheckpoint: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'checkpoint',
    description: 'print the signed checkpoint of the log as it stands, to be kept elsewhere; it holds no personal data',
    examples: ['virtual-school records checkpoint > kept.txt', 'virtual-school records checkpoint --key > log.pub'],
  })
    .option('--key', 'print the log’s public key instead')
    .action(async (options: CheckpointOptions) => finish(await checkpoint(options, terminal)))
}

interface Found {
  readonly verifierKey: string | null
  readonly checkpoint?: string
}

const found = async (log: LogToRead, isKey: boolean): Promise<Checked<Found>> => {
  const owned = isKey ? requireVerifierKey(log) : undefined
  if (owned !== undefined) return owned.ok ? accepted({ verifierKey: owned.value.verifierKey }) : owned
  const note = await currentCheckpoint(log)
  return note.ok ? accepted({ verifierKey: log.verifierKey ?? null, checkpoint: note.value }) : note
}

const checkpoint = ({ key = false, ...options }: CheckpointOptions, terminal: Terminal): Promise<ExitCode> =>
  withLog(
    options,
    terminal,
    log => found(log, key),
    async one => {
      if (options.format === 'json') await printJson(terminal, one)
      else await print(terminal, one.checkpoint ?? one.verifierKey ?? '')
      return exitCodes.done
    },
  )
