import { isKeyAt, keyChain } from '../checkpoint/key-chain.ts'
import type { RecordRow } from '../database/schema.ts'
import { readHead } from '../log/head.ts'
import { rotationsIn } from '../log/rotations.ts'
import { storedTree } from '../log/tree-source.ts'
import { receiptWriter } from '../receipt/receipt.ts'
import type { Records } from '../records.ts'
import { leafHash } from '../tree/hash.ts'
import { consistencyProof, inclusionProof, rangeRoot } from '../tree/proofs.ts'
import { isConsistent, isIncluded } from '../tree/verify.ts'

/** A size of the log, and who signed it. */
interface SignedTree {
  readonly tree: { readonly size: number; readonly root: Buffer }
  readonly note: () => string
}

/**
 * The receipt of a record as it was given when the log had this size: the same bytes. If the key that signed a log of that size was
 * replaced since, the receipt is against the log as it stands now, which the key of now has signed. Undefined if the stored log no
 * longer bears it out: nothing is ever signed that does not agree with the head. Rejects if storage fails, or the stored tree has a
 * hole.
 */
export const receiptAgain = async (
  { database, signer }: Pick<Records, 'database' | 'signer'>,
  { envelope, seq }: RecordRow,
  size: number,
): Promise<string | undefined> => {
  const source = storedTree(database.db)
  const head = await readHead(database.db)
  if (size > head.size) return undefined
  const tree = { size, root: await rangeRoot(source, 0, size) }
  const now = { size: head.size, root: Buffer.from(head.root) }
  if (!isConsistent(tree, now, await consistencyProof(source, size, head.size))) return undefined
  const chain = keyChain(signer.verifierKey, await rotationsIn(database.db))
  const signed: SignedTree = isKeyAt(chain, size, signer.verifierKey)
    ? { tree, note: () => signer.sign(tree) }
    : { tree: now, note: () => head.note }
  const proof = await inclusionProof(source, seq, signed.tree.size)
  return isIncluded(seq, leafHash(envelope), proof, signed.tree)
    ? receiptWriter(signed.note())(envelope, seq, proof)
    : undefined
}
