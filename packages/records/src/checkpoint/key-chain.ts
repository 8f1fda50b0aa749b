import type { RotatedKeys } from '../model/envelope.ts'
import { openNote } from './note.ts'
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** The replacement of a signing key, as the log records it. */
export interface Rotation {
  /** Of the record: checkpoints of more records than this are signed by the new key, those of as many or fewer by the old. */
  readonly seq: number
  readonly from: string
  readonly to: string
  /** A signed note by the old key. */
  readonly endorsement: string
}

/** What the old key signs to say that another follows it. Its first line is the name of no log, so it is never a checkpoint. */
export const renderEndorsement = (origin: string, next: string): string => `next signing key\n${origin}\n${next}\n`

/** The replacement of which a record tells; undefined: of another key, or not in full. */
export const readRotation = (seq: number, rotated: RotatedKeys | undefined): Rotation | undefined => {
  const { key, from, to, endorsement } = rotated ?? {}
  return key !== 'signing-key' || from === undefined || to === undefined || endorsement === undefined
    ? undefined
    : { seq, from, to, endorsement }
}

/** Whether the old key says that the new one follows it. */
const isEndorsed = ({ from, to, endorsement }: Rotation): boolean => {
  const [old, next] = [parseVerifierKey(from), parseVerifierKey(to)]
  if (!old.ok || !next.ok || old.value.name !== next.value.name) return false
  const note = openNote(endorsement, old.value)
  return note.ok && note.value.signaturesCount === 1 && note.value.text === renderEndorsement(old.value.name, to)
}

/** A key and the sizes of the log that it signs: more than `after` records, up to and including `until`. */
interface KeyPeriod {
  readonly key: VerifierKey
  readonly text: string
  readonly after: number
  readonly until: number
}

/** The keys that have signed a log, in periods of its records. */
export interface KeyChain {
  /** In their order. */
  readonly periods: readonly KeyPeriod[]
  /** The records that do not follow from the key before, or that the key before did not endorse. */
  readonly broken: readonly Rotation[]
}

const buildPeriod = (text: string, after: number, until: number): readonly KeyPeriod[] => {
  const key = parseVerifierKey(text)
  return key.ok ? [{ key: key.value, text, after, until }] : []
}

/**
 * The keys of a log, one after the other: that of before the first rotation, then the new one of each. `own` is the key of a log
 * that has no rotation. What is broken is named and still followed, so that what comes after can be looked at too.
 */
export const buildKeyChain = (own: string, rotations: readonly Rotation[]): KeyChain => {
  const first = rotations[0]?.from ?? own
  const broken = rotations.filter((one, n) => one.from !== (rotations[n - 1]?.to ?? first) || !isEndorsed(one))
  const begins = [{ text: first, after: -1 }, ...rotations.map(({ to, seq }) => ({ text: to, after: seq }))]
  const periods = begins.flatMap(({ text, after }, n) =>
    buildPeriod(text, after, begins[n + 1]?.after ?? Number.MAX_SAFE_INTEGER),
  )
  return { periods, broken }
}

const findPeriod = ({ periods }: KeyChain, size: number): KeyPeriod | undefined =>
  periods.find(({ after, until }) => size > after && size <= until)

/** The key that signs a log of so many records. */
export const findKeyAt = (chain: KeyChain, size: number): VerifierKey | undefined => findPeriod(chain, size)?.key

/** Whether it is this key, given as its text, that signs a log of so many records. */
export const isKeyAt = (chain: KeyChain, size: number, text: string): boolean => findPeriod(chain, size)?.text === text
