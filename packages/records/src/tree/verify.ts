import { emptyRoot, hashBytes, nodeHash } from './hash.ts'
import { half, isOdd, isSize } from './shape.ts'

/** What a log says of itself at one time: how many leaves, and the root over them. */
export interface TreeHead {
  readonly size: number
  readonly root: Buffer
}

const areHashes = (list: readonly Buffer[]): boolean => list.every(one => one.length === hashBytes)

/**
 * RFC 9162 §2.1.3.2: the root that an inclusion proof leads to, from the leaf up, or undefined if the proof has another
 * length than a proof for this place in a tree of this size. What was kept is in the tree if this is the tree’s root.
 */
export const computeRootByInclusion = (
  index: number,
  size: number,
  leaf: Buffer,
  proof: readonly Buffer[],
): Buffer | undefined => {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, ...proof])) return undefined
  let [node, last, root] = [index, size - 1, leaf]
  for (const step of proof) {
    if (last === 0) return undefined
    if (isOdd(node) || node === last) {
      root = nodeHash(step, root)
      while (!isOdd(node) && node > 0) [node, last] = [half(node), half(last)]
    } else root = nodeHash(root, step)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? root : undefined
}

/** Whether the proof (RFC 6962, from the leaf up) shows this leaf hash at `index`, from 0, of the tree with this head. Throws at nothing. */
export const isIncluded = (index: number, leaf: Buffer, proof: readonly Buffer[], head: TreeHead): boolean =>
  computeRootByInclusion(index, head.size, leaf, proof)?.equals(head.root) ?? false

/**
 * RFC 9162 §2.1.4.2: whether the proof shows that the newer tree begins with all that the older held. Two heads of one size
 * take an empty proof and must have one root; so does a tree without leaves, which every tree begins with. Throws at nothing.
 */
export const isConsistent = (older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): boolean => {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false
  if (!areHashes([older.root, newer.root, ...proof])) return false
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  if (older.size === 0) return proof.length === 0 && older.root.equals(emptyRoot)
  const roots = computeRootsByConsistency(older, newer, proof)
  if (roots === undefined) return false
  return roots.older.equals(older.root) && roots.newer.equals(newer.root)
}

const computeRootsByConsistency = (older: TreeHead, newer: TreeHead, proof: readonly Buffer[]) => {
  let [node, last] = [older.size - 1, newer.size - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  // The old tree is itself a perfect subtree of the new one: then its root is known, and the proof leaves it out.
  const [first, ...rest] = node === 0 ? [older.root, ...proof] : proof
  if (first === undefined || proof.length === 0) return undefined
  let [old, now] = [first, first]
  for (const step of rest) {
    if (last === 0) return undefined
    if (isOdd(node) || node === last) {
      ;[old, now] = [nodeHash(step, old), nodeHash(step, now)]
      while (!isOdd(node) && node > 0) [node, last] = [half(node), half(last)]
    } else now = nodeHash(now, step)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? { older: old, newer: now } : undefined
}
