import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inCheckout } from '../../../../scripts/places.mjs'
import { isConsistent, isIncluded } from '../../src/tree/verify.ts'

/** The proofs of github.com/transparency-dev/merkle, right and wrong: test/vectors/README.md says from where. */
interface Vector {
  readonly file: string
  readonly desc: string
  readonly wantErr: boolean
  readonly proof: readonly string[] | null
}
interface Inclusion extends Vector {
  readonly leafIdx: number
  readonly treeSize: number
  readonly root: string
  readonly leafHash: string
}
interface Consistency extends Vector {
  readonly size1: number
  readonly size2: number
  readonly root1: string
  readonly root2: string
}
const { inclusion, consistency } = JSON.parse(readFileSync(inCheckout('test/vectors/merkle.json'), 'utf8')) as {
  readonly inclusion: readonly Inclusion[]
  readonly consistency: readonly Consistency[]
}
const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64')
const hashes = (proof: Vector['proof']): readonly Buffer[] => (proof ?? []).map(bytes)

describe('the proofs of others', () => {
  it('are all there', () => {
    const count = (all: readonly Vector[]) => [all.length, all.filter(one => !one.wantErr).length]
    expect([count(inclusion), count(consistency)]).toEqual([
      [98, 6],
      [98, 6],
    ])
  })

  it.each(inclusion)('of a leaf: $file, $desc', ({ leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const head = { size: treeSize, root: bytes(root) }
    expect(isIncluded(leafIdx, bytes(leafHash), hashes(proof), head)).toBe(!wantErr)
  })

  it.each(consistency)('of growth: $file, $desc', ({ size1, size2, root1, root2, proof, wantErr }) => {
    const [older, newer] = [
      { size: size1, root: bytes(root1) },
      { size: size2, root: bytes(root2) },
    ]
    // The reference takes any roots of two trees of the same size if they are equal; here a root is a hash.
    const isNoHash = older.root.length !== 32 || newer.root.length !== 32
    expect(isConsistent(older, newer, hashes(proof))).toBe(!wantErr && !isNoHash)
  })

  it('has one right proof with roots that are no hashes, and it is the only one that is refused here', () => {
    const right = consistency.filter(one => !one.wantErr)
    expect(right.filter(one => bytes(one.root1).length !== 32).map(one => one.file)).toHaveLength(1)
  })
})
