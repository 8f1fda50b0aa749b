import { isRetired } from '../crypto/data-keys.ts'
import type { DataKeyRow } from '../database/schema.ts'
import type { SealedPlace } from '../log/erasures.ts'
import type { Envelope } from '../model/envelope.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { type KeyOf, type OpenedRecord, unsealPayload, unsealReseal } from '../unseal/payload.ts'
import type { Faults } from './fault.ts'
import type { LogSource, Stored } from './source.ts'

interface Keys {
  readonly byKey: ReadonlyMap<string, Stored<DataKeyRow>>
  readonly keyOf: KeyOf | undefined
}

/** The key of what was sealed again has to be gone, or on its way out. */
const checkGone = ({ key, seq }: Envelope, { byKey }: Keys, faults: Faults): void => {
  const old = byKey.get(key ?? '')
  if (old !== undefined && !isRetired({ decision: old.decision ?? '' }))
    faults.add('not-erased', 'It was sealed again under another key, and its old key is still there.', seq)
}

/** The contents of a record from where they were sealed again; as long as they can be read in both places, they have to be the same. */
export const unsealAgain = (
  own: ResealedRecord,
  again: ResealedRecord,
  keys: Keys,
  faults: Faults,
): ExaminedRecord['opened'] => {
  const { envelope } = own
  checkGone(envelope, keys, faults)
  if (!keys.byKey.has(again.envelope.key ?? '')) return { state: 'erased', envelope }
  if (keys.keyOf === undefined) return { state: 'closed' }
  const opened = unsealReseal(envelope, again, keys.keyOf)
  const before = unsealPayload(envelope, own.payload, keys.keyOf)
  if ('text' in before && !('text' in opened && opened.text === before.text))
    faults.add('resealed', `Record ${again.envelope.seq} holds something else than it.`, envelope.seq)
  return opened
}

/** Whether what a record holds again was sealed again since. */
export const isSuperseded = ({ type, about, seq }: Envelope, { again }: Later): boolean =>
  type === 'resealed' && (again.get(about ?? '')?.envelope.seq ?? seq) > seq

/** Judges a payload that was sealed again since: its key has to be gone, or retired. */
export const judgeSuperseded = (envelope: Envelope, keys: Keys, faults: Faults): ExaminedRecord['opened'] => {
  checkGone(envelope, keys, faults)
  return { state: 'erased', envelope }
}

/** The ids by which later records of a page are found: its own, and those of the records whose contents it holds again. */
export const listIdsToLookUp = (envelopes: readonly Envelope[]): readonly string[] =>
  envelopes.flatMap(({ id, type, about }) => (type === 'resealed' && about !== undefined ? [id, about] : [id]))

/** The places of records, those that were sealed again being where they are now. */
export const findPlacesNow = (
  places: readonly SealedPlace[],
  envelopes: readonly Envelope[],
  { again }: Later,
): readonly SealedPlace[] =>
  places.map((place, n) => {
    const now = again.get(envelopes[n]!.id)?.envelope
    return now === undefined ? place : { ...place, seq: now.seq, subject: now.subject ?? place.subject }
  })

/** A record that holds again what another held. */
interface ResealedRecord {
  readonly envelope: Envelope
  readonly payload: Uint8Array | null
}

/** What later records say of some: where their contents were sealed again, and whose a decision is since it was moved. */
export interface Later {
  /** The newest of each record that was sealed again. */
  readonly again: ReadonlyMap<string, ResealedRecord>
  /** Every move of a decision, in their order. */
  readonly moves: ReadonlyMap<string, readonly Envelope[]>
}

/** Of these records, by their ids. What cannot be read is left out here, and reported when its row is checked. */
export const readLater = async (source: Pick<LogSource, 'later'>, ids: readonly string[]): Promise<Later> => {
  const again = new Map<string, ResealedRecord>()
  const moves = new Map<string, Envelope[]>()
  for (const row of await source.later(ids)) {
    const read = readEnvelope(row.envelope ?? '')
    if (!read.ok || read.value.about === undefined) continue
    const { about, type } = read.value
    if (type === 'resealed') again.set(about, { envelope: read.value, payload: row.payload ?? null })
    if (type === 'moved') moves.set(about, [...(moves.get(about) ?? []), read.value])
  }
  return { again, moves }
}

/** Whose a decision is now. */
export const findOwner = ({ moves }: Later, { id, subject }: Envelope): string | undefined => {
  const last = moves.get(id)?.at(-1)
  return last === undefined ? subject : last.subject
}

/** What could be found out about the payload of a record. */
export interface ExaminedRecord {
  readonly envelope: Envelope
  readonly place: SealedPlace
  /** Whose it is now, if it is a decision: another than the envelope says, if it was moved. */
  readonly owner: string | undefined
  /** `closed`: there is a key, and it was not asked to open. */
  readonly opened: OpenedRecord | { readonly state: 'closed' }
}

type Looking = { readonly source: Pick<LogSource, 'recordsById' | 'later'>; readonly faults: Faults }

/** Whose the contents had to be when they were sealed again: those of the child whom the decision was moved to last, until then. */
const findRightSubject = (decision: Envelope, moves: readonly Envelope[], seq: number): string | undefined =>
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

const readEnvelopes = async (
  source: Looking['source'],
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Envelope>> => {
  const wanted = [...new Set(ids.filter(id => id !== undefined))]
  const found = (await source.recordsById(wanted)).map(row => readEnvelope(row.envelope ?? ''))
  return new Map(found.flatMap(read => (read.ok ? [[read.value.id, read.value] as const] : [])))
}

/** Compares the records of a page that hold again what others held with those others. Without keys, only what is not sealed. */
export const checkResealed = async (
  page: readonly ResealedRecord[],
  keyOf: KeyOf | undefined,
  { source, faults }: Looking,
): Promise<void> => {
  const again = page.filter(({ envelope }) => envelope.type === 'resealed')
  if (again.length === 0) return
  const originals = await readEnvelopes(
    source,
    again.map(one => one.envelope.about),
  )
  const decisions = await readEnvelopes(
    source,
    [...originals.values()].map(one => one.about),
  )
  const later = await readLater(source, [...new Set([...originals.values()].map(one => one.about ?? one.id))])
  for (const one of again) {
    const { seq, subject, about = '', decision } = one.envelope
    const original = originals.get(about)
    const root = original && (original.about === undefined ? original : decisions.get(original.about))
    if (original === undefined || root === undefined || original.seq >= seq || original.payload === undefined) {
      faults.add('resealed', 'There is no record before it whose contents these could be.', seq)
      continue
    }
    if (subject !== findRightSubject(root, later.moves.get(root.id) ?? [], seq) || decision !== root.decision)
      faults.add('resealed', `It is sealed for another child, ${subject}, than the one whose it is.`, seq)
    const opened = keyOf && unsealReseal(original, one, keyOf)
    if (opened !== undefined && !isSameDecision(opened, original))
      faults.add('resealed', `What it holds are not the contents of record ${original.seq}.`, seq)
  }
}
