import { serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { readVerifyScript } from '#verify-script'
import type { LaterEvent } from '../account/account.ts'
import { renderInstant } from '../account/when-and-who.ts'
import type { Records } from '../append/records.ts'
import type { RecordRow } from '../database/schema.ts'
import { readLaterEvent, selectEventRows } from '../events/events-of.ts'
import { verifierKeysOf } from '../log/events.ts'
import type { Head } from '../log/head.ts'
import { selectActiveRules } from '../log/rules.ts'
import { eventWords } from '../model/events.ts'
import { writeReceiptAt } from '../read/proofs.ts'
import { openEach } from '../unseal/open.ts'
import type { WriteFile } from './folder.ts'
import { type Letter, renderAllFindings, renderFoot, renderLetter, selectShown } from './letter.ts'
import { createLeaveOut, type Review } from './review.ts'
import type { Sender } from './sender.ts'
import { renderVerifyPage, type VerifyData } from './verify-page.ts'
import { type Copying, type WrittenFinding, writeFinding } from './write-finding.ts'

/** What a folder is filled with. */
export interface Filling {
  readonly rows: readonly RecordRow[]
  /** Those that decided, by their digests. */
  readonly rules: ReadonlyMap<string, Rules>
  readonly head: Head
  readonly sender: Sender
  /** By which the council knows the child, or this copy. */
  readonly reference: string
  readonly review: Review
  /** Events of this seq or later were recorded after the texts were listed. */
  readonly until: number
  readonly write: WriteFile
  readonly movedAway: Letter['movedAway']
}

const renderJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** What a copy tells: what was there when the texts were listed, and that the copy was made. */
const selectTold = ({ review, until, head }: Filling): Copying['told'] => {
  const leave = createLeaveOut(review.leaveOut)
  const isTold = ({ seq, type }: LaterEvent) => seq < until || (type === 'exported' && seq < head.size)
  return events => events.filter(isTold).map(leave)
}

/** Writes all files of an export, one decision at a time. How many events there were. */
export const fillFolder = async (records: Records, filling: Filling): Promise<number> => {
  const { rows, rules, head, sender, write } = filling
  const copying: Copying = {
    ...{ head, write, told: selectTold(filling), foot: renderFoot(filling) },
    contact: sender.council === undefined ? undefined : [sender.council, ...sender.reach].join('; '),
    activeRules: await selectActiveRules(records.database.db),
  }
  const findings: WrittenFinding[] = []
  for (const [at, row] of rows.entries())
    findings.push(
      await writeFinding(records, copying, { row, rules: rules.get(row.rules_digest ?? '')!, number: at + 1 }),
    )
  const events = await writeEvents(records, rows, copying)
  for (const one of new Set(rules.values()))
    await write(`rules/${one.digest.replace(':', '-')}.json`, serializeRules(one))
  const verifierKey = await verifierKeysOf(records)
  await write('log.pub', `${verifierKey}\n`)
  await write('checkpoint.txt', head.note)
  await writePages(records, filling, { findings, events, verifierKey })
  return events.length
}

const writeEvents = async (
  records: Records,
  about: readonly RecordRow[],
  { head, write, told }: Copying,
): Promise<VerifyData['events']> => {
  const found = new Map<number, RecordRow>()
  for (const row of about) for (const event of await selectEventRows(records, row)) found.set(event.seq, event)
  const rows = [...found.values()].sort((one, other) => one.seq - other.seq)
  const written: VerifyData['events'][number][] = []
  for (const [at, opened] of (await openEach(records, rows)).entries()) {
    const [row, [event]] = [rows[at]!, told([readLaterEvent(opened) ?? []].flat())]
    if (event === undefined) continue
    const name = `events/${String(written.length + 1).padStart(3, '0')}-${row.type}`
    const receipt = await writeReceiptAt(records, row, head)
    await write(`${name}.json`, renderJson({ about: row.about, ...event }))
    await write(`${name}.receipt.json`, receipt)
    written.push({ what: `${eventWords(row.type).lead}, ${renderInstant(event.recordedAt)}`, receipt })
  }
  return written
}

interface Written {
  readonly findings: readonly WrittenFinding[]
  readonly events: VerifyData['events']
  /** Of the log, a line each. */
  readonly verifierKey: string
}

/** The pages at the front: the letter, the whole list if the letter shows a part of it, and the page that checks. */
const writePages = async (
  records: Records,
  filling: Filling,
  { findings, events, verifierKey }: Written,
): Promise<void> => {
  const { rows, rules, sender, reference, review, movedAway, write } = filling
  const nameOf = ({ authority, rules_digest }: RecordRow) =>
    rules.get(rules_digest ?? '')?.rulebook.authorities.get(authority ?? '')?.name
  const letter: Letter = {
    ...{ sender, reference, texts: review.texts, isReviewed: review.isReviewed, leaveOut: review.leaveOut, movedAway },
    at: records.now().toISOString(),
    authorities: [...new Set(rows.map(nameOf).filter(name => name !== undefined))],
    findings: findings.map(one => one.letter),
  }
  const data: VerifyData = {
    verifierKey,
    rules: Object.fromEntries([...rules].map(([digest, one]) => [digest, serializeRules(one)])),
    findings: findings.map(one => one.verify),
    events,
  }
  await write(
    'verify.html',
    renderVerifyPage(data, { script: await readVerifyScript(), reference: renderFoot(filling) }),
  )
  if (selectShown(letter.findings).length < findings.length) await write('findings.html', renderAllFindings(letter))
  await write('index.html', renderLetter(letter))
}
