import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts'
import { buildKeyChain, findKeyAt, type Rotation, readRotation } from '../checkpoint/key-chain.ts'
import { findNamedKey } from '../checkpoint/note.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import type { Faults } from './fault.ts'
import { everyPage, type LogSource } from './source.ts'

/** The keys that have signed a log, each for its stretch. */
export interface LogKeys {
  /** The name of the log. */
  readonly origin: string
  /** A checkpoint, believed only if the key that signs a log of its size signed it. */
  readonly open: (note: string) => Checked<Checkpoint>
}

const readRotations = async (source: Pick<LogSource, 'rotated'>, faults: Faults): Promise<readonly Rotation[]> => {
  const found: Rotation[] = []
  for await (const page of everyPage(source.rotated, { by: 'seq', limit: 500, faults }))
    for (const row of page) {
      const read = readEnvelope(row.envelope ?? '')
      const rotation = read.ok ? readRotation(read.value.seq, read.value.rotated) : undefined
      if (rotation !== undefined) found.push(rotation)
    }
  return found
}

/**
 * The keys of a log: those that its records name, one endorsed by the other, one of which has to be among those that were given. The
 * records themselves are compared with the tree like all others.
 */
export const readLogKeys = async (
  source: Pick<LogSource, 'rotated'>,
  given: string,
  faults: Faults,
): Promise<LogKeys> => {
  const lines = given.split('\n').map(line => line.trim())
  const chain = buildKeyChain(lines.findLast(line => line !== '') ?? '', await readRotations(source, faults))
  for (const { seq } of chain.broken)
    faults.add('signing-key', 'It names a new signing key, and not in a form that the key before it endorsed.', seq)
  if (!chain.periods.some(one => lines.includes(one.text)))
    faults.add('signing-key', 'The records name the keys that signed the log, and none that was given is among them.')
  const keys = chain.periods.map(one => one.key)
  const open = (note: string): Checked<Checkpoint> => {
    if (keys.length === 0) return refusal('not-proved', '', 'None of the keys that signed the log can be read.')
    const key = findNamedKey(note, keys)
    const opened = openCheckpoint(note, key)
    if (!opened.ok || findKeyAt(chain, opened.value.size)?.id === key.id) return opened
    const words = `The key ${key.id} signed it, which is not the one that signs a log of ${opened.value.size} records.`
    return refusal('not-proved', '', words)
  }
  return { origin: keys[0]?.name ?? '', open }
}
