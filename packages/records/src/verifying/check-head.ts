import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts'
import type { VerifierKey } from '../checkpoint/verifier-key.ts'
import type { HeadRow } from '../database/schema.ts'
import { hashToBase64 } from '../tree/base64.ts'
import type { Faults } from './fault.ts'
import type { GrownTree } from './grow-tree.ts'
import type { Stored } from './source.ts'

/** What the records themselves lead to. */
export interface Found {
  readonly tree: GrownTree
  /** Of the last record; empty where there is none. */
  readonly recordedAt: string
}

const sameBytes = (stored: Uint8Array | null | undefined, bytes: Buffer): boolean =>
  stored instanceof Uint8Array && bytes.equals(stored)

const checkNote = (note: string | null | undefined, { tree }: Found, key: VerifierKey, faults: Faults): void => {
  const { size } = tree.frontier
  if (size === 0 && note === '') return
  const opened = openCheckpoint(note ?? '', key)
  if (!opened.ok) {
    for (const { message } of opened.issues) faults.add('checkpoint', message)
    return
  }
  const signed = opened.value
  if (!signed.isBare) faults.add('checkpoint', 'More stands in it than the log writes.')
  if (signed.size !== size) faults.add('checkpoint', `It was signed over ${signed.size} records; there are ${size}.`)
  else if (!signed.root.equals(tree.root))
    faults.add('checkpoint', `The root that was signed is not that of the records, ${hashToBase64(tree.root)}.`)
}

/** Holds the row that says where the log ends to the records. */
export const checkHead = (head: Stored<HeadRow>, found: Found, key: VerifierKey, faults: Faults): void => {
  const { frontier, root } = found.tree
  const wrong = [
    ['one', head.one !== 1],
    ['size', head.size !== frontier.size],
    ['root', !sameBytes(head.root, root)],
    ['frontier', !sameBytes(head.frontier, Buffer.concat(frontier.nodes))],
    ['recorded_at', head.recorded_at !== found.recordedAt],
  ] as const
  for (const [name, isWrong] of wrong)
    if (isWrong) faults.add('head', `Its “${name}” is not what the ${frontier.size} records lead to.`)
  checkNote(head.note, found, key, faults)
}

/** Holds the log to a checkpoint that was kept where its keeper cannot change it. */
export const checkOutside = (outside: Checkpoint, { frontier, outsideRoot }: GrownTree, faults: Faults): void => {
  if (frontier.size < outside.size) faults.add('truncated', `It had ${outside.size} records and has ${frontier.size}.`)
  else if (outsideRoot === undefined || !outside.root.equals(outsideRoot))
    faults.add('forked', `The first ${outside.size} records are not those that were signed over then.`)
}
