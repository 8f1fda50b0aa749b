import { existsSync } from 'node:fs'
import { logReportLines, type ReceiptReport, type Records, verifyLog } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { type ExitCode, exitCodes } from '../exit.ts'
import { counted } from '../records/counted.ts'
import { type AddRecordsCommand, addRecordsCommand, type Ended } from '../records/options.ts'
import { textOf, verifyReceiptFile } from '../records/verify-receipt-file.ts'
import { type RecordsOptions, withRecords } from '../records/with-records.ts'
import { refuse } from '../refuse.ts'
import { print, printJson, type Terminal } from '../terminal.ts'

interface VerifyOptions extends RecordsOptions {
  readonly key?: string
  readonly checkpoint?: string
}

/** Adds `records verify`: a receipt, offline where the key is given; without a receipt the whole log. */
export const addRecordsVerify: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'verify',
    description: 'check a receipt, or without one the whole log',
    examples: [
      'virtual-school records verify',
      'virtual-school records verify receipt.json --key log.pub --checkpoint kept.txt',
    ],
  })
    .argument('[receipt]', 'a file with a receipt, or with a whole answer of POST /decide')
    .option('--key <key>', 'the log’s public key, or a file with it; then neither database nor network is needed')
    .option('--checkpoint <file>', 'a checkpoint that was kept elsewhere')
    .action(async (receipt: string | undefined, options: VerifyOptions) =>
      finish(await verify(receipt, options, terminal)),
    )
}

const verify = async (receipt: string | undefined, options: VerifyOptions, terminal: Terminal): Ended => {
  const kept = options.checkpoint === undefined ? undefined : await textOf(options.checkpoint)
  if (kept?.ok === false) return refuse(terminal, kept.issues, options.format)
  const checkpoint = kept?.value
  if (receipt === undefined) return verifyAll(checkpoint, options, terminal)
  const read = await textOf(receipt)
  if (!read.ok) return refuse(terminal, read.issues, options.format)
  const given = { file: receipt, text: read.value, checkpoint }
  if (options.key === undefined)
    return withRecords(options, terminal, async records =>
      ending(await verifyReceiptFile({ ...given, verifierKey: records.verifierKey, records }), options, terminal),
    )
  const key = existsSync(options.key) ? await textOf(options.key) : { ok: true as const, value: options.key }
  if (!key.ok) return refuse(terminal, key.issues, options.format)
  const found = await verifyReceiptFile({ ...given, verifierKey: key.value.trim() })
  const ended = await ending(found, options, terminal)
  return ended.ok ? ended.value : refuse(terminal, ended.issues, options.format)
}

const ending = async (
  found: Checked<ReceiptReport>,
  { format }: VerifyOptions,
  terminal: Terminal,
): Promise<Checked<ExitCode>> => {
  if (!found.ok) return found
  const { verdict, checks } = found.value
  const lines = checks.map(one => `${one.outcome}: ${one.title} ${one.detail}`)
  if (format === 'json') await printJson(terminal, found.value)
  else await print(terminal, [`The receipt is ${verdict}.`, ...lines].join('\n'))
  return { ok: true, value: verdict === 'genuine' ? exitCodes.done : exitCodes.failed }
}

const verifyAll = (checkpoint: string | undefined, options: VerifyOptions, terminal: Terminal): Ended =>
  withRecords(options, terminal, verifying(checkpoint, options, terminal), { evenUnsound: true })

const verifying =
  (checkpoint: string | undefined, options: VerifyOptions, terminal: Terminal) =>
  async (records: Records): Promise<Checked<ExitCode>> => {
    const progress = counted(terminal)
    const report = await verifyLog(records, { checkpoint, progress: ({ done, of }) => progress.at(done, of) })
    progress.end()
    if (options.format === 'json') await printJson(terminal, report)
    else await print(terminal, logReportLines(report).join('\n'))
    return { ok: true, value: report.isSound ? exitCodes.done : exitCodes.failed }
  }
