import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type KeptCheckpoint,
  type LogReport,
  type LogToRead,
  logReportLines,
  type ReceiptReport,
  verifyLog,
} from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { readText } from '../../records/read-text.ts'
import { type LogOptions, requireVerifierKey, resolveVerifierKey, withLog } from '../../records/with-log.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { recordsProgress } from './progress.ts'
import { verifyReceiptFile } from './verify-receipt-file.ts'

const nothingThere =
  'There is no checkpoint in this directory: expected files that end in “.checkpoint”, “.txt” or “.note”.'

const isCheckpoint = (name: string): boolean => /\.(?:checkpoint|txt|note)$/.test(name)

const isDirectory = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

/** The service puts checkpoints into such a directory once somebody let the log differ from one of that many records. */
const afterIn = (path: string): readonly number[] =>
  [...path.matchAll(/(?:^|[\\/])after-(\d{12,16})(?=[\\/])/g)].map(([, size]) => Number(size))

const readAll = async (paths: readonly string[]): Promise<Checked<readonly KeptCheckpoint[]>> => {
  const kept: KeptCheckpoint[] = []
  for (const path of paths) {
    const read = await readText(path)
    if (!read.ok) return read
    kept.push({ note: read.value, name: path, after: afterIn(path) })
  }
  return accepted(kept)
}

/** The checkpoints in a file, or in the files of a directory and of those in it; none if nothing is named. */
export const readCheckpoints = async (path: string | undefined): Promise<Checked<readonly KeptCheckpoint[]>> => {
  if (path === undefined) return accepted([])
  if (!(await isDirectory(path))) return readAll([path])
  const names = await readdir(path, { recursive: true })
  const files = names.filter(isCheckpoint).sort()
  if (files.length > 0) return readAll(files.map(name => join(path, name)))
  return refused([{ code: 'missing-file', pointer: '', message: nothingThere, file: path }])
}

interface VerifyOptions extends LogOptions {
  readonly checkpoint?: string
  readonly consistency?: string
}

/** Adds `records verify`: a receipt, offline if the key is given; without a receipt the whole log. Nothing is changed. */
export const addRecordsVerify: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'verify',
    description: 'check a receipt, or without one the whole log; it changes nothing, and with --key takes no secret',
    examples: [
      'virtual-school records verify --key log.pub --checkpoint kept',
      'virtual-school records verify receipt.json --key log.pub --checkpoint kept.txt --consistency proof.json',
    ],
  })
    .argument('[receipt]', 'a file with a receipt, or with a whole answer of POST /decide')
    .option('--key <key>', 'the log’s public key, or a file with it; a receipt then needs neither database nor network')
    .option('--checkpoint <path>', 'a checkpoint that was kept elsewhere, or a directory of them')
    .option(
      '--consistency <file>',
      'the proof between the receipt’s log and the checkpoint’s, from GET /checkpoint/consistency',
    )
    .action(async (receipt: string | undefined, options: VerifyOptions) =>
      finish(await verify(receipt, options, terminal)),
    )
}

const verify = async (receipt: string | undefined, options: VerifyOptions, terminal: Terminal): Promise<ExitCode> => {
  const kept = await readCheckpoints(options.checkpoint)
  if (!kept.ok) return refuse(terminal, kept.issues, options.format)
  if (receipt === undefined) return verifyAll(kept.value, options, terminal)
  const read = await readText(receipt)
  if (!read.ok) return refuse(terminal, read.issues, options.format)
  const given = { file: receipt, text: read.value, consistency: options.consistency }
  const checkpoint = findNewest(kept.value)
  const check = (verifierKey: string, log?: LogToRead) => verifyReceiptFile({ ...given, verifierKey, checkpoint, log })
  const printReport = printReceipt(options, terminal)
  if (options.key === undefined || options.data !== undefined)
    return withLog(
      options,
      terminal,
      async log => {
        const owned = requireVerifierKey(log)
        return owned.ok ? check(owned.value.verifierKey, log) : owned
      },
      printReport,
    )
  const key = await resolveVerifierKey(options.key)
  const found = key.ok ? await check(key.value ?? '') : key
  return found.ok ? printReport(found.value) : refuse(terminal, found.issues, options.format)
}

/** The one of most records, by what it says of itself. */
const findNewest = (kept: readonly KeptCheckpoint[]): string | undefined => {
  const size = ({ note }: KeptCheckpoint) => Number(note.split('\n')[1] ?? 0) || 0
  return [...kept].sort((a, b) => size(a) - size(b)).at(-1)?.note
}

const printReceipt =
  ({ format }: VerifyOptions, terminal: Terminal) =>
  async (report: ReceiptReport): Promise<ExitCode> => {
    const { verdict, checks } = report
    const lines = checks.map(one => `${one.outcome}: ${one.title} ${one.detail}`)
    if (format === 'json') await printJson(terminal, report)
    else await print(terminal, [`The receipt is ${verdict}.`, ...lines].join('\n'))
    return verdict === 'genuine' ? exitCodes.done : exitCodes.failed
  }

const verifyAll = (
  checkpoints: readonly KeptCheckpoint[],
  options: VerifyOptions,
  terminal: Terminal,
): Promise<ExitCode> =>
  withLog(
    options,
    terminal,
    async (log): Promise<Checked<LogReport>> => {
      const owned = requireVerifierKey(log)
      if (!owned.ok) return owned
      const { database, verifierKey, keys, root, remarks } = owned.value
      const progress = recordsProgress(terminal)
      const report = await verifyLog(
        { database, verifierKey, keys, root },
        { checkpoints, progress: ({ done, of }) => progress.show(done, of) },
      )
      progress.clear()
      return accepted({ ...report, remarks: [...remarks, ...report.remarks] })
    },
    async report => {
      if (options.format === 'json') await printJson(terminal, report)
      else await print(terminal, logReportLines(report).join('\n'))
      return report.isSound ? exitCodes.done : exitCodes.failed
    },
  )
