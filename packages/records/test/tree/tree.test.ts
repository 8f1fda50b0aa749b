import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendLeaves, computeFrontierRoot, emptyFrontier } from '../../src/tree/append.ts'
import { leafHash } from '../../src/tree/hash.ts'
import { computeRangeRoot, proveInclusion, proveTreeConsistency } from '../../src/tree/proofs.ts'
import { naiveConsistency, naiveLeaf, naivePath, naiveRoot } from '../support/naive-tree.ts'
import { numberedLeaves, storedLog } from '../support/stored-log.ts'

const leaves = numberedLeaves(700)
const size = fc.integer({ min: 1, max: 700 })

describe('appending', () => {
  it('hashes text as its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(leafHash(text)).toEqual(naiveLeaf(Buffer.from(text)))
        expect(leafHash(Buffer.from(text))).toEqual(naiveLeaf(Buffer.from(text)))
      }),
    )
  })

  it('gives root, proofs, frontier and tiles from frontier and new leaves alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (batches, pick) => {
          let frontier = emptyFrontier
          for (const count of batches) {
            const before = frontier.size
            if (before + count > leaves.length) return
            const all = leaves.slice(0, before + count)
            const added = appendLeaves(frontier, leaves.slice(before, before + count))
            expect(added.root).toEqual(naiveRoot(all))
            expect(computeFrontierRoot(added.frontier)).toEqual(added.root)
            expect(added.subtreeRoots).toEqual(
              [0, 1]
                .filter(tile => (tile + 1) * 256 > before && (tile + 1) * 256 <= all.length)
                .map(index => ({ level: 1, index, hash: naiveRoot(leaves.slice(index * 256, (index + 1) * 256)) })),
            )
            if (count > 0) expect(added.proofOf(pick % count)).toEqual(naivePath(before + (pick % count), all))
            expect(() => added.proofOf(count)).toThrow(RangeError)
            frontier = added.frontier
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('finishes a tile of level 2 and one of level 1 at once', () => {
    const many = numberedLeaves(65_540)
    const { tiles, frontier, root } = storedLog(many, 999)
    expect([...tiles.keys()].sort()).toEqual(['2/0', ...Array.from({ length: 256 }, (_, n) => `1/${n}`)].sort())
    expect(tiles.get('2/0')).toEqual(naiveRoot(many.slice(0, 65_536)))
    expect(frontier.nodes.length).toBe(2)
    expect(root).toEqual(naiveRoot(many))
  })

  it('does not go on from a frontier that lost a node', () => {
    const { frontier } = storedLog(leaves)
    expect(() => appendLeaves({ ...frontier, nodes: frontier.nodes.slice(1) }, leaves)).toThrow(RangeError)
  })

  it('counts past 2^32 leaves', () => {
    const nodes = numberedLeaves(2)
    const added = appendLeaves({ size: 2 ** 40 + 2 ** 33, nodes }, numberedLeaves(3))
    expect(added.frontier.size).toBe(2 ** 40 + 2 ** 33 + 3)
    expect(added.frontier.nodes.slice(0, 2)).toEqual(nodes)
    expect(added.proofOf(2).length).toBe(3)
  })
})

describe('proofs from a store', () => {
  it.each([true, false])('are those of the definition (tiles kept: %s)', async kept => {
    const { source } = storedLog(leaves)
    const read = kept ? source : { ...source, subtreeRoot: async () => undefined }
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (count, a, b) => {
        const held = leaves.slice(0, count)
        const index = a % count
        const older = b % (count + 1)
        expect(await proveInclusion(read, index, count)).toEqual(naivePath(index, held))
        expect(await proveTreeConsistency(read, older, count)).toEqual(naiveConsistency(older, held))
        const from = Math.min(index, older)
        expect(await computeRangeRoot(read, from, count)).toEqual(naiveRoot(held.slice(from)))
      }),
      { numRuns: 40 },
    )
  })

  it('take few reads in a large log', async () => {
    const many = numberedLeaves(70_000)
    const { source, reads, root } = storedLog(many, 500)
    const took = async (work: Promise<unknown>) => {
      Object.assign(reads, { leaves: 0, leafHashes: 0, tiles: 0 })
      await work
      return reads.leaves + reads.tiles
    }
    expect(await computeRangeRoot(source, 0, many.length)).toEqual(root)
    for (const index of [0, 65_535, 65_536, 69_999])
      expect(await took(proveInclusion(source, index, many.length))).toBeLessThan(400)
    for (const older of [1, 65_536, 65_537, 69_999])
      expect(await took(proveTreeConsistency(source, older, many.length))).toBeLessThan(600)
  })

  it('refuse a store with a hole, and places that are not there', async () => {
    const { source } = storedLog(leaves)
    const holed = { ...source, leaves: async (from: number, to: number) => leaves.slice(from, to - 1) }
    await expect(proveInclusion(holed, 3, 700)).rejects.toThrow('leaf hashes')
    await expect(proveInclusion(source, 700, 700)).rejects.toThrow(RangeError)
    await expect(proveInclusion(source, 0.5, 700)).rejects.toThrow(RangeError)
    await expect(proveTreeConsistency(source, 701, 700)).rejects.toThrow(RangeError)
    await expect(computeRangeRoot(source, 5, 4)).rejects.toThrow(RangeError)
  })
})
