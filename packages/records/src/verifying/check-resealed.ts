import type { Envelope } from '../envelope.ts'
import { readEnvelope } from '../opening/envelope.ts'
import type { KeyOf } from '../opening/key-opener.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { openedAgain } from '../opening/payload.ts'
import type { Faults } from './fault.ts'
import { type Again, laterOf } from './later.ts'
import type { LogSource } from './source.ts'

type Looking = { readonly source: Pick<LogSource, 'recordsById' | 'later'>; readonly faults: Faults }

/** Whose the contents had to be when they were sealed again: those of the child whom the decision was moved to last, until then. */
const rightSubject = (decision: Envelope, moves: readonly Envelope[], seq: number): string | undefined =>
  (moves.findLast(move => move.seq < seq) ?? decision).subject

/** Whether a decision that was sealed again is the one whose envelope was kept. */
const isSameDecision = (opened: OpenedRecord, { decision, authority, asOf, rules }: Envelope): boolean => {
  if (opened.state !== 'decision') return opened.state !== 'damaged'
  const { request, result } = opened.payload
  return (
    request.decision === decision &&
    request.authority === authority &&
    request.asOf === asOf &&
    result.rules?.digest === rules?.digest
  )
}

const envelopesBy = async (
  source: Looking['source'],
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Envelope>> => {
  const wanted = [...new Set(ids.filter(id => id !== undefined))]
  const found = (await source.recordsById(wanted)).map(row => readEnvelope(row.envelope ?? ''))
  return new Map(found.flatMap(read => (read.ok ? [[read.value.id, read.value] as const] : [])))
}

/** Holds the records of a page that hold again what others held to those others. Without keys only what stands in clear. */
export const checkResealed = async (
  page: readonly Again[],
  keyOf: KeyOf | undefined,
  { source, faults }: Looking,
): Promise<void> => {
  const again = page.filter(({ envelope }) => envelope.type === 'resealed')
  if (again.length === 0) return
  const originals = await envelopesBy(
    source,
    again.map(one => one.envelope.about),
  )
  const decisions = await envelopesBy(
    source,
    [...originals.values()].map(one => one.about),
  )
  const later = await laterOf(source, [...new Set([...originals.values()].map(one => one.about ?? one.id))])
  for (const one of again) {
    const { seq, subject, about = '', decision } = one.envelope
    const original = originals.get(about)
    const root = original && (original.about === undefined ? original : decisions.get(original.about))
    if (original === undefined || root === undefined || original.seq >= seq || original.payload === undefined) {
      faults.add('resealed', 'There is no record before it whose contents these could be.', seq)
      continue
    }
    if (subject !== rightSubject(root, later.moves.get(root.id) ?? [], seq) || decision !== root.decision)
      faults.add('resealed', `It is sealed for another child, ${subject}, than the one whose it is.`, seq)
    const opened = keyOf && openedAgain(original, one, keyOf)
    if (opened !== undefined && !isSameDecision(opened, original))
      faults.add('resealed', `What it holds are not the contents of record ${original.seq}.`, seq)
  }
}
