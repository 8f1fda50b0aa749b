import { accepted, type Checked, malformed } from '../checked.ts'
import { hashFromBase64, hashToBase64 } from './base64.ts'
import { emptyRoot, nodeHash } from './hash.ts'
import { edgeCount } from './shape.ts'

/**
 * The right edge of a tree: the roots of the perfect subtrees that its leaves fall into, largest first, one for each bit set in
 * `size`. It is all that appending needs to know of what went before.
 */
export interface Frontier {
  /** Leaves in the tree. */
  readonly size: number
  readonly nodes: readonly Buffer[]
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] }

/** The root (RFC 6962) of the tree that ends in this frontier. */
export const rootOfFrontier = ({ nodes }: Frontier): Buffer =>
  nodes.length === 0 ? emptyRoot : nodes.reduceRight((right, left) => nodeHash(left, right))

/** The frontier as one line of text: the size, then each node in base64, parted by spaces. */
export const frontierText = ({ size, nodes }: Frontier): string => [String(size), ...nodes.map(hashToBase64)].join(' ')

const expected = 'a size and one hash in base64 for each bit set in it, parted by single spaces'

/** Reads what `frontierText` wrote, or gives the issue why not. The hashes themselves cannot be told to be right from this alone. */
export const readFrontier = (text: string): Checked<Frontier> => {
  const [first = '', ...rest] = text.split(' ')
  const size = Number(first)
  const nodes = rest.map(hashFromBase64).filter(node => node !== undefined)
  if (!Number.isSafeInteger(size) || !/^(0|[1-9]\d*)$/.test(first) || nodes.length !== rest.length)
    return malformed(`The frontier of the log is damaged: expected ${expected}.`)
  if (nodes.length !== edgeCount(size)) {
    const count = `A tree of ${size} has ${edgeCount(size)}, and here are ${nodes.length}.`
    return malformed(`The frontier of the log is damaged: expected ${expected}. ${count}`)
  }
  return accepted({ size, nodes })
}
