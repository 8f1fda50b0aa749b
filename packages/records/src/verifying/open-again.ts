import type { Envelope } from '../envelope.ts'
import type { SealedPlace } from '../erasing/covered.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import { isRetired } from '../moving/retired.ts'
import type { KeyOf } from '../opening/key-opener.ts'
import { openedAgain, openedPayload } from '../opening/payload.ts'
import type { Faults } from './fault.ts'
import type { Again, Later } from './later.ts'
import type { LookedInto } from './looked-into.ts'
import type { Stored } from './source.ts'

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
export const openAgain = (own: Again, again: Again, keys: Keys, faults: Faults): LookedInto['opened'] => {
  const { envelope } = own
  checkGone(envelope, keys, faults)
  if (!keys.byKey.has(again.envelope.key ?? '')) return { state: 'erased', envelope }
  if (keys.keyOf === undefined) return { state: 'closed' }
  const opened = openedAgain(envelope, again, keys.keyOf)
  const before = openedPayload(envelope, own.payload, keys.keyOf)
  if ('text' in before && !('text' in opened && opened.text === before.text))
    faults.add('resealed', `Record ${again.envelope.seq} holds something else than it.`, envelope.seq)
  return opened
}

/** Whether what a record holds again was sealed once more since. */
export const isSuperseded = ({ type, about, seq }: Envelope, { again }: Later): boolean =>
  type === 'resealed' && (again.get(about ?? '')?.envelope.seq ?? seq) > seq

export const superseded = (envelope: Envelope, keys: Keys, faults: Faults): LookedInto['opened'] => {
  checkGone(envelope, keys, faults)
  return { state: 'erased', envelope }
}

/** The ids by which later records of a page are found: its own, and those of the records whose contents it holds again. */
export const idsLookedUp = (envelopes: readonly Envelope[]): readonly string[] =>
  envelopes.flatMap(({ id, type, about }) => (type === 'resealed' && about !== undefined ? [id, about] : [id]))

/** The places of records, those that were sealed again being where they are now. */
export const placesNow = (
  places: readonly SealedPlace[],
  envelopes: readonly Envelope[],
  { again }: Later,
): readonly SealedPlace[] =>
  places.map((place, n) => {
    const now = again.get(envelopes[n]!.id)?.envelope
    return now === undefined ? place : { ...place, seq: now.seq, subject: now.subject ?? place.subject }
  })
