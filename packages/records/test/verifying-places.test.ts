import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildRecordRow } from '../src/append/build-batch.ts'
import type { Records } from '../src/append/records.ts'
import { createCheckpointSigner } from '../src/checkpoint/signer.ts'
import type { Envelope } from '../src/model/envelope.ts'
import { appendLeaves, emptyFrontier } from '../src/tree/append.ts'
import { logReportLines } from '../src/verify/report.ts'
import { type VerifyLogOptions, verifySource } from '../src/verify/verify-log.ts'
import { recordsAt } from './support/kept.ts'
import { copyOf, copySource, type LogCopy } from './support/log-copy.ts'
import { variedLog } from './support/varied-log.ts'

let [records, copy, directory] = [undefined, undefined, ''] as unknown as [Records, LogCopy, string]
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virtual-school-places-'))
  records = await recordsAt({ directory })
  await variedLog(records, 291)
  copy = await copyOf(records)
})
afterAll(async () => {
  await records.close()
  await rm(directory, { recursive: true, force: true })
})

type Row = LogCopy['records'][number]
const check = (changed: Partial<LogCopy>, options: VerifyLogOptions = {}) =>
  verifySource(copySource({ ...copy, ...changed }), records, options)
const without = (...seqs: number[]): readonly Row[] => copy.records.filter(one => !seqs.includes(one.seq!))
const indexWithout = (...seqs: number[]) => copy.record_index.filter(one => !seqs.includes(one.seq!))

/** Another client in the envelope, with leaf and column worked out again. */
const rewritten = (...seqs: number[]): readonly Row[] =>
  copy.records.map(row => {
    if (!seqs.includes(row.seq!)) return row
    const envelope = { ...(JSON.parse(row.envelope!) as Envelope), client: 'another' }
    return { ...row, ...buildRecordRow(envelope, (row.payload as Buffer | null) ?? undefined) }
  })

/** What the log’s key signed when it had so many records. */
const signedAt = (size: number): string => {
  const leaves = copy.records.slice(0, size).map(one => one.leaf as Buffer)
  return records.signer.sign({ size, root: appendLeaves(emptyFrontier, leaves).root })
}
const kept = (...sizes: number[]) => sizes.map(size => ({ note: signedAt(size), name: `${size}.checkpoint` }))
const size = () => copy.records.length

describe('what was done is said once', () => {
  test('a record that is missing, by its number, whatever comes after it', async () => {
    const { faults } = await check({ records: without(7), record_index: indexWithout(7) })
    expect(faults).toEqual([{ code: 'sequence', seq: 7, message: 'Record 7 is missing.' }])
    const gone = [270, 271, 272]
    const several = await check({ records: without(...gone), record_index: indexWithout(...gone) })
    expect(several.faults).toMatchObject([{ code: 'sequence', range: { from: 270, to: 272 } }])
  })

  test('records that are missing at the end, though the end of the log says that they are there', async () => {
    const last = size() - 1
    const [fault, ...others] = (await check({ records: without(last - 1, last) })).faults
    expect(fault).toMatchObject({ code: 'sequence', range: { from: last - 1, to: last } })
    expect(fault?.message).toMatch(/are missing\. The log’s key signed over them\./)
    expect(others.filter(one => one.code !== 'index')).toEqual([])
  })

  test('one cause that shows in each record, by the first few and a count', async () => {
    const other = createCheckpointSigner('other', Buffer.alloc(32, 7))
    if (!other.ok) throw new Error('refused')
    const report = await verifySource(copySource(copy), { ...records, verifierKey: other.value.verifierKey })
    const others = report.faults.filter(one => one.code === 'other-log')
    expect(others).toHaveLength(20)
    expect(others.at(-1)?.more).toEqual({ count: size() - 20, last: size() - 1 })
    expect(report.faultsCount).toBeGreaterThan(size())
    const lines = logReportLines(report).join('\n')
    expect(lines).toContain(`And ${size() - 20} more faults like it, the last of record ${size() - 1}.`)
    expect(lines).not.toMatch(/^And \d+ more faults?\.$/m)
  })
})

describe('where records were replaced, hash and all', () => {
  const ranges = async (seqs: readonly number[], options?: VerifyLogOptions) => {
    const { faults } = await check({ records: rewritten(...seqs) }, options)
    expect(new Set(faults.map(one => one.code).filter(code => code !== 'forked'))).toEqual(new Set(['rewritten']))
    return faults.filter(one => one.code === 'rewritten').map(({ seq, range }) => range ?? seq)
  }

  test('is told by the stored hashes: which 256 of them, and near the end more narrowly', async () => {
    expect(size()).toBe(301)
    expect(await ranges([17])).toEqual([{ from: 0, to: 255 }])
    // 301 is 256 + 32 + 8 + 4 + 1.
    expect(await ranges([260])).toEqual([{ from: 256, to: 287 }])
    expect(await ranges([289])).toEqual([{ from: 288, to: 295 }])
    expect(await ranges([300])).toEqual([300])
    expect(await ranges([17, 297])).toEqual([
      { from: 0, to: 255 },
      { from: 296, to: 299 },
    ])
  })

  test('and by checkpoints kept elsewhere: between which two sizes', async () => {
    const checkpoints = kept(9, 14, 21, 301)
    expect(await ranges([17], { checkpoints })).toEqual([{ from: 14, to: 20 }])
    expect(await ranges([3], { checkpoints })).toEqual([{ from: 0, to: 8 }])
    expect(await ranges([17], { checkpoints: kept(17, 18) })).toEqual([17])
    const { faults, outside } = await check({ records: rewritten(17) }, { checkpoints })
    expect(outside).toEqual({ size: 301, count: 4 })
    const forked = faults.find(one => one.code === 'forked')
    expect(forked?.range).toEqual({ from: 14, to: 20 })
    expect(forked?.message).toMatch(/So the change lies between the sizes 14 and 21\. So say 1 more/)
  })

  test('and a hash of the tree that is wrong alone is said to be', async () => {
    const tiles = copy.tree_tiles.map(one => ({ ...one, hash: Buffer.alloc(32) }))
    expect((await check({ tree_tiles: tiles })).faults).toEqual([
      { code: 'tile', range: { from: 0, to: 255 }, message: 'The hash stored over them is another’s.' },
    ])
    expect((await check({ tree_tiles: [] })).faults.map(one => one.code)).toEqual(['tile'])
  })
})

describe('the end of the log that was damaged is reported as that', () => {
  const head = () => copy.log_head[0]!
  const withHead = async (change: Partial<LogCopy['log_head'][number]>) =>
    (await check({ log_head: [{ ...head(), ...change }] })).faults

  test.each([
    [
      'a number in the note',
      () => ({ note: head().note!.replace('301', '300') }),
      'checkpoint',
      /does not fit the text/,
    ],
    [
      'the name in the note',
      () => ({ note: head().note!.replaceAll('example', 'exampel') }),
      'checkpoint',
      /not signed by/,
    ],
    ['no note', () => ({ note: '' }), 'checkpoint', /not a signed note/],
    ['the root', () => ({ root: Buffer.alloc(32) }), 'head', /“root” is not what was signed over 301 records/],
    ['the right edge', () => ({ frontier: Buffer.alloc(160) }), 'head', /“frontier”/],
    ['an earlier note', () => ({ note: signedAt(299) }), 'checkpoint', /signed over 299 records; there are 301/],
  ] as const)('%s', async (_, change, code, message) => {
    const faults = await withHead(change())
    expect(faults.map(one => one.code)).toContain(code)
    expect(faults.map(one => one.message).join('\n')).toMatch(message)
    expect(faults.map(one => one.code)).not.toContain('rewritten')
  })

  test('a size that is too small, or too large', async () => {
    expect((await withHead({ size: 299 })).map(one => one.code)).toContain('head')
    expect((await withHead({ size: 5_000_000_000 })).map(one => one.message).join()).toMatch(/“size”/)
  })
})

describe('checkpoints kept elsewhere', () => {
  test('that fit are counted', async () => {
    const report = await check({}, { checkpoints: kept(301, 1, 256, 0, 13) })
    expect(report).toMatchObject({ isSound: true, outside: { size: 301, count: 5 } })
    expect(logReportLines(report).join('\n')).toContain('It begins with the 301 records')
  })

  test('of more records than there are say how many are gone, once', async () => {
    const sizes = [298, 299, 300, 301]
    const shorter = { ...copy, records: without(299, 300) }
    const { faults } = await verifySource(copySource(shorter), records, { checkpoints: kept(...sizes) })
    expect(faults.find(one => one.code === 'truncated')?.message).toBe(
      'It had 301 records and has 299. So say 1 more of these checkpoints.',
    )
  })

  test('one that is of another history than a larger one that fits', async () => {
    const stray = { note: records.signer.sign({ size: 7, root: Buffer.alloc(32, 1) }) }
    const { faults } = await check({}, { checkpoints: [...kept(301), stray] })
    expect(faults).toMatchObject([{ code: 'forked', message: expect.stringContaining('two logs were shown') }])
  })

  test('that are none of this log are named by their file', async () => {
    const { faults } = await check({}, { checkpoints: [{ note: 'none', name: 'letter.txt' }, ...kept(4)] })
    expect(faults).toMatchObject([{ code: 'outside', message: expect.stringMatching(/^letter\.txt: /) }])
  })
})
