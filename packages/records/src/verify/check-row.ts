import { buildColumns } from '../append/build-batch.ts'
import type { RecordRow } from '../database/schema.ts'
import type { Envelope } from '../model/envelope.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { hashBytes, leafHash } from '../tree/hash.ts'
import { checkSealedBytes } from '../unseal/payload.ts'
import type { Faults } from './fault.ts'
import { isWhole, type Stored } from './source.ts'

/** What a record is compared with that it does not say itself. */
interface Expected {
  readonly seq: number
  readonly origin: string
  /** Of the record before it. */
  readonly recordedAt: string
}

/** A record that was looked at. */
export interface CheckedRow {
  readonly row: Stored<RecordRow>
  /** Absent if it cannot be read. */
  readonly envelope?: Envelope
  readonly leaf: Buffer
  /** Whether there is a payload and it is the one that the envelope was made for. */
  readonly isSealed: boolean
}

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const listUnreadable = (row: Stored<RecordRow>): readonly string[] =>
  Object.entries(row).flatMap(([name, value]) => (value === undefined ? [name] : []))

const checkColumns = (row: Stored<RecordRow>, envelope: Envelope, faults: Faults, seq: number): void => {
  for (const [name, value] of Object.entries(buildColumns(envelope)))
    if (row[name as keyof RecordRow] !== value)
      faults.add('column', `The column “${name}” does not say what the record says.`, seq)
}

const checkLeaf = ({ leaf }: Stored<RecordRow>, computed: Buffer | undefined, faults: Faults, seq: number): Buffer => {
  const stored = leaf instanceof Uint8Array && leaf.length === hashBytes ? Buffer.from(leaf) : Buffer.alloc(hashBytes)
  if (computed === undefined) return stored
  if (!computed.equals(stored)) faults.add('leaf', 'The stored hash is not that of the record.', seq)
  return computed
}

const checkEnvelope = (envelope: Envelope, expected: Expected, faults: Faults): void => {
  const { seq } = expected
  if (envelope.seq !== seq) faults.add('sequence', `It says that its own number is ${envelope.seq}.`, seq)
  if (envelope.log !== expected.origin)
    faults.add('other-log', 'It names another log than the one that is checked.', seq)
  if (!uuid7.test(envelope.id)) faults.add('id', 'The id is no UUID of version 7.', seq)
  if (envelope.recordedAt < expected.recordedAt)
    faults.add('time', `Recorded at ${envelope.recordedAt}, after a record of ${expected.recordedAt}.`, seq)
  if (envelope.clock !== undefined && envelope.clock >= envelope.recordedAt)
    faults.add('time', `Its clock, ${envelope.clock}, is only recorded if it is before ${envelope.recordedAt}.`, seq)
}

const checkSealed = ({ payload }: Stored<RecordRow>, envelope: Envelope, faults: Faults, seq: number): boolean => {
  const sealed = checkSealedBytes(envelope, payload ?? null)
  if (sealed === undefined || sealed.ok) return sealed !== undefined
  for (const { message } of sealed.issues) faults.add('payload', message, seq)
  return false
}

/** Looks at one row of the log alone. */
export const checkRow = (row: Stored<RecordRow>, expected: Expected, faults: Faults): CheckedRow => {
  const { seq } = expected
  if (typeof row.seq !== 'number') faults.add('sequence', 'Its number cannot be read.', seq)
  if (!isWhole(row)) faults.add('unreadable', `These cannot be read: ${listUnreadable(row).join(', ')}.`, seq)
  const text = row.envelope ?? undefined
  const leaf = checkLeaf(row, text === undefined ? undefined : leafHash(text), faults, seq)
  const read = text === undefined ? undefined : readEnvelope(text)
  if (!read?.ok) {
    const why = read?.issues.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join(' ')
    faults.add('envelope', why ?? 'There is none that can be read.', seq)
    return { row, leaf, isSealed: false }
  }
  checkEnvelope(read.value, expected, faults)
  checkColumns(row, read.value, faults, seq)
  return { row, envelope: read.value, leaf, isSealed: checkSealed(row, read.value, faults, seq) }
}
