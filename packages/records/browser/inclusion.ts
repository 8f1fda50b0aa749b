import { half, isOdd } from '../src/tree/shape.ts'
import { type Bytes, joined, sha256, utf8 } from './bytes.ts'

/** RFC 6962, 2.1: a byte tells leaves from nodes. */
export const leafOf = (data: string): Promise<Bytes> => sha256(joined(Uint8Array.of(0), utf8(data)))
const nodeOf = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined(Uint8Array.of(1), left, right))

/** RFC 9162, 2.1.3.2: the root that a proof leads to from a leaf at a place in a tree of a size; undefined where its length is not that of a proof for this place. */
export const rootOf = async (
  leaf: Bytes,
  { index, size, proof }: { readonly index: number; readonly size: number; readonly proof: readonly Bytes[] },
): Promise<Bytes | undefined> => {
  let [node, last, root] = [index, size - 1, leaf]
  if (index < 0 || index > last) return undefined
  for (const step of proof) {
    if (last === 0) return undefined
    if (isOdd(node) || node === last) {
      root = await nodeOf(step, root)
      while (!isOdd(node) && node > 0) [node, last] = [half(node), half(last)]
    } else root = await nodeOf(root, step)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? root : undefined
}
