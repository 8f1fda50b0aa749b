import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeRootByInclusion, isConsistent, isIncluded, type TreeHead } from '../../src/tree/verify.ts'
import { naiveConsistency, naivePath, naiveRoot } from '../support/naive-tree.ts'
import { numberedLeaves } from '../support/stored-log.ts'

const leaves = numberedLeaves(300)
const roots = Array.from({ length: 301 }, (_, size) => naiveRoot(leaves.slice(0, size)))
const head = (size: number): TreeHead => ({ size, root: roots[size]! })
const flipped = (hash: Buffer, bit: number): Buffer => {
  const other = Buffer.from(hash)
  other[bit >> 3]! ^= 1 << (bit & 7)
  return other
}
/** All that is one step from a right proof: a bit changed, a step lost, doubled or added, two changed places. */
const damaged = (proof: readonly Buffer[], bit: number): readonly (readonly Buffer[])[] => [
  ...proof.map((step, at) => proof.with(at, flipped(step, bit))),
  ...proof.map((_, at) => proof.toSpliced(at, 1)),
  ...proof.map((step, at) => proof.toSpliced(at, 0, step)),
  ...proof.slice(1).map((step, at) => proof.with(at, step).with(at + 1, proof[at]!)),
  [...proof, leaves[0]!],
  [leaves[0]!, ...proof],
  [...proof, Buffer.alloc(0)],
]
const sizes = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(255))

describe('inclusion', () => {
  it('is shown by the proof of the definition, and by no proof, place, size, leaf or root beside it', () => {
    fc.assert(
      fc.property(sizes, ([size, pick, bit]) => {
        const index = pick % size
        const leaf = leaves[index]!
        const proof = naivePath(index, leaves.slice(0, size))
        expect(isIncluded(index, leaf, proof, head(size))).toBe(true)
        for (const wrong of damaged(proof, bit)) expect(isIncluded(index, leaf, wrong, head(size))).toBe(false)
        for (const other of [index - 1, index + 1, index ^ 2, -1, size, 0.5, Number.NaN])
          if (other !== index) expect(isIncluded(other, leaf, proof, head(size))).toBe(false)
        expect(isIncluded(index, flipped(leaf, bit), proof, head(size))).toBe(false)
        expect(isIncluded(index, leaf, proof, { size, root: flipped(roots[size]!, bit) })).toBe(false)
        expect(isIncluded(index, leaf, proof, { size: size * 2, root: roots[size]! })).toBe(false)
        expect(isIncluded(index, Buffer.alloc(31), proof, head(size))).toBe(false)
      }),
    )
  })

  it('is not shown by a proof that goes on above the top, though it leads to the root', () => {
    expect(isIncluded(1, leaves[1]!, [leaves[0]!], head(2))).toBe(true)
    expect(isIncluded(0, leaves[1]!, [leaves[0]!], { size: 1, root: roots[2]! })).toBe(false)
  })

  it('has no root in a tree without leaves', () => {
    expect(computeRootByInclusion(0, 0, leaves[0]!, [])).toBeUndefined()
  })
})

describe('consistency', () => {
  it('is shown by the proof of the definition, and by no proof, size or root beside it', () => {
    fc.assert(
      fc.property(sizes, ([newer, pick, bit]) => {
        const older = 1 + (pick % newer)
        const proof = naiveConsistency(older, leaves.slice(0, newer))
        expect(isConsistent(head(older), head(newer), proof)).toBe(true)
        for (const wrong of damaged(proof, bit)) expect(isConsistent(head(older), head(newer), wrong)).toBe(false)
        const [old, now] = [head(older), head(newer)]
        expect(isConsistent({ ...old, root: flipped(old.root, bit) }, now, proof)).toBe(false)
        expect(isConsistent(old, { ...now, root: flipped(now.root, bit) }, proof)).toBe(false)
        for (const other of [older - 1, older + 1])
          if (other > 0 && other <= newer) expect(isConsistent({ ...old, size: other }, now, proof)).toBe(false)
        if (older < newer) expect(isConsistent(now, old, proof)).toBe(false)
      }),
    )
  })

  it('is not shown by a proof that goes on above the top, though it leads to both roots', () => {
    const above = (root: Buffer) => naiveRoot([leaves[0]!, root])
    const three = naiveConsistency(3, leaves.slice(0, 4))
    const aboveFour = { size: 4, root: above(roots[4]!) }
    expect(isConsistent({ size: 3, root: above(roots[3]!) }, aboveFour, [...three, leaves[0]!])).toBe(false)
  })

  it('of an empty tree is shown by an empty proof and its own root', () => {
    expect(isConsistent(head(0), head(0), [])).toBe(true)
    expect(isConsistent(head(0), head(7), [])).toBe(true)
    expect(isConsistent({ size: 0, root: roots[1]! }, head(7), [])).toBe(false)
    expect(isConsistent(head(0), head(7), [roots[1]!])).toBe(false)
    expect(isConsistent({ size: -1, root: roots[0]! }, head(7), [])).toBe(false)
  })
})
