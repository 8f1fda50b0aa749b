import type { Rules } from '@virtual-school/rules'
import type { RecordRow } from '../database/schema.ts'
import { damagedWords } from '../events/decision-of.ts'
import { eventRows } from '../events/events-of.ts'
import { laterEvent } from '../events/later-event.ts'
import { accountOf } from '../explanation/account-of.ts'
import type { Head } from '../log/head.ts'
import { verifierKeysOf } from '../log/rotations.ts'
import { openEach, openRecord } from '../opening/open.ts'
import { accountInput } from '../reading/account-input.ts'
import { renderAccount } from '../reading/explanation-of.ts'
import { receiptAt } from '../reading/receipt-of.ts'
import type { Records } from '../records.ts'
import type { WriteFile } from './folder.ts'
import { type Exported, readmeOf } from './readme.ts'

interface Filling {
  readonly rows: readonly RecordRow[]
  readonly rules: ReadonlyMap<string, Rules>
  /** All receipts are against this one. */
  readonly head: Head
  readonly write: WriteFile
  readonly movedAway: Exported['movedAway']
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Writes all files of an export, one decision at a time. How many events there were. */
export const fillFolder = async (records: Records, filling: Filling): Promise<number> => {
  const { rows, head, write, movedAway } = filling
  const decisions: Exported['decisions'][number][] = []
  const events = new Map<number, RecordRow>()
  for (const [at, row] of rows.entries()) {
    decisions.push(await writeDecision(records, filling, row, `decisions/${String(at + 1).padStart(3, '0')}`))
    for (const event of await eventRows(records, row)) if (event.seq < head.size) events.set(event.seq, event)
  }
  const inOrder = [...events.values()].sort((one, other) => one.seq - other.seq)
  await writeEvents(records, inOrder, filling)
  await write('log.pub', `${await verifierKeysOf(records)}\n`)
  await write('checkpoint.txt', head.note)
  const at = records.now().toISOString()
  const { length: eventsCount } = inOrder
  await write('README.md', readmeOf({ log: records.signer.origin, at, decisions, eventsCount, movedAway }))
  return inOrder.length
}

const writeDecision = async (
  records: Records,
  { rules: all, head, write }: Filling,
  row: RecordRow,
  folder: string,
): Promise<Exported['decisions'][number]> => {
  const rules = all.get(row.rules_digest ?? '')!
  const opened = await openRecord(records, row)
  const { envelope } = opened
  if (envelope === undefined) throw new Error(damagedWords)
  const account = accountOf(rules, await accountInput(records, { row, opened: { ...opened, envelope }, rules, head }))
  await write(`${folder}/account.html`, renderAccount.html(account))
  await write(`${folder}/account.md`, renderAccount.markdown(account))
  await write(`${folder}/account.json`, renderAccount.json(account))
  await write(`${folder}/receipt.json`, await receiptAt(records, row, head))
  return { folder, question: account.page.title, envelope }
}

const writeEvents = async (records: Records, rows: readonly RecordRow[], { head, write }: Filling): Promise<void> => {
  for (const [at, opened] of (await openEach(records, rows)).entries()) {
    const row = rows[at]!
    const name = `events/${String(at + 1).padStart(3, '0')}-${row.type}`
    await write(`${name}.json`, json({ about: row.about, ...laterEvent(opened) }))
    await write(`${name}.receipt.json`, await receiptAt(records, row, head))
  }
}
