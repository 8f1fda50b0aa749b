import { createHash } from 'node:crypto'

// RFC 6962 §2.1 word for word, by recursion over whole lists: nothing of the code that is tried.

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

export const naiveLeaf = (data: Uint8Array): Buffer => sha256(Buffer.of(0), data)

const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))

export const naiveRoot = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

export const naivePath = (m: number, leaves: readonly Buffer[]): readonly Buffer[] => {
  if (leaves.length <= 1) return []
  const k = split(leaves.length)
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))]
}

export const naiveConsistency = (m: number, leaves: readonly Buffer[], isWhole = true): readonly Buffer[] => {
  if (m === 0) return []
  if (m === leaves.length) return isWhole ? [] : [naiveRoot(leaves)]
  const k = split(leaves.length)
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), isWhole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))]
}
