import { describe, expect, it } from 'vitest'
import { appendLeaves, emptyFrontier } from '../../src/tree/append.ts'
import { leafHash } from '../../src/tree/hash.ts'
import { computeRangeRoot, proveInclusion, proveTreeConsistency } from '../../src/tree/proofs.ts'
import { isConsistent, isIncluded } from '../../src/tree/verify.ts'
import { storedLog } from '../support/stored-log.ts'

// The numbers of Certificate Transparency’s test tree, as published in github.com/transparency-dev/merkle:
// testonly/constants.go (leaves, nodes, roots), testonly/reference_test.go and proof/verify_test.go (proofs).
const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leafHashes = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
]
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const [n01, n11, n21, n31] = [
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
]
const [n02, n12] = [
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
]
const inclusion = [
  { index: 0, size: 1, proof: [] },
  { index: 0, size: 2, proof: [leafHashes[1]] },
  { index: 1, size: 2, proof: [leafHashes[0]] },
  { index: 2, size: 3, proof: [n01] },
  { index: 1, size: 5, proof: [leafHashes[0], n11, leafHashes[4]] },
  { index: 0, size: 8, proof: [leafHashes[1], n11, n12] },
  { index: 5, size: 8, proof: [leafHashes[4], n31, n02] },
]
const consistency = [
  { older: 1, newer: 1, proof: [] },
  { older: 1, newer: 8, proof: [leafHashes[1], n11, n12] },
  { older: 6, newer: 8, proof: [n21, n31, n02] },
  { older: 2, newer: 5, proof: [n11, leafHashes[4]] },
  { older: 6, newer: 7, proof: [n21, leafHashes[6], n02] },
]

const leaves = data.map(hex => leafHash(Buffer.from(hex, 'hex')))
const { source } = storedLog(leaves, 3)
const hex = (hashes: readonly Buffer[]) => hashes.map(one => one.toString('hex'))
const bytes = (hashes: readonly (string | undefined)[]) => hashes.map(one => Buffer.from(one ?? '', 'hex'))
const head = (size: number) => ({ size, root: Buffer.from(roots[size] ?? '', 'hex') })

describe('the published test tree of Certificate Transparency', () => {
  it('has the published leaf hashes', () => {
    expect(hex(leaves)).toEqual(leafHashes)
  })

  it.each(roots.map((root, size) => ({ root, size })))(
    'has the published root at size $size',
    async ({ root, size }) => {
      expect(appendLeaves(emptyFrontier, leaves.slice(0, size)).root.toString('hex')).toBe(root)
      expect((await computeRangeRoot(source, 0, size)).toString('hex')).toBe(root)
    },
  )

  it.each(inclusion)('has the published proof of leaf $index in $size', async ({ index, size, proof }) => {
    expect(hex(await proveInclusion(source, index, size))).toEqual(proof)
    expect(hex(appendLeaves(emptyFrontier, leaves.slice(0, size)).proofOf(index))).toEqual(proof)
    expect(isIncluded(index, leaves[index]!, bytes(proof), head(size))).toBe(true)
  })

  it.each(consistency)('has the published proof from $older to $newer', async ({ older, newer, proof }) => {
    expect(hex(await proveTreeConsistency(source, older, newer))).toEqual(proof)
    expect(isConsistent(head(older), head(newer), bytes(proof))).toBe(true)
  })
})
