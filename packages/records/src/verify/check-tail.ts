import type { RecordsDatabase } from '../database/open.ts'
import type { HeadRow, RecordRow } from '../database/schema.ts'
import type { Frontier } from '../tree/append.ts'
import { hashBytes } from '../tree/hash.ts'
import { rangeRoot, type TreeSource } from '../tree/proofs.ts'
import { checkHead, signedEnd } from './check-end.ts'
import { checkRow } from './check-row.ts'
import { checkTree } from './check-tree.ts'
import { databaseSource } from './database-source.ts'
import { type Faults, faultList, type LogFault } from './fault.ts'
import { growingTree } from './grow-tree.ts'
import { type LogKeys, logKeys } from './log-keys.ts'
import type { LogSource, Stored } from './source.ts'

/** The records of one tile, which the tree’s hashes stand for once they are full. */
const tileLeaves = 256
const listedFaults = 10

type Database = Pick<RecordsDatabase, 'db' | 'kind'>

interface Tail {
  readonly database: Database
  readonly source: LogSource
  readonly keys: LogKeys
  readonly faults: Faults
}

/** The levels of a tree of this size that have finished tiles. */
const levelsOf = (size: number): readonly number[] => {
  const levels: number[] = []
  for (let level = 1; tileLeaves ** level <= size; level += 1) levels.push(level)
  return levels
}

/** At each level the tiles that no finished tile above stands for: 255 at most. */
const edgeTiles = async (size: number, { db }: Database): Promise<ReadonlyMap<string, Buffer>> => {
  const rows = await db
    .selectFrom('tree_tiles')
    .selectAll()
    .where(eb =>
      eb.or(
        levelsOf(size).map(level =>
          eb.and([
            eb('level', '=', level),
            eb('idx', '>=', Math.floor(size / tileLeaves ** (level + 1)) * tileLeaves),
            eb('idx', '<', Math.floor(size / tileLeaves ** level)),
          ]),
        ),
      ),
    )
    .execute()
  return new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, Buffer.from(hash)]))
}

/** The log’s tree before its last block, from the stored hashes alone: no record before that block is read. */
const treeBefore = async (from: number, { database, faults }: Tail): Promise<Frontier> => {
  const tiles = await edgeTiles(from, database)
  const tile = async (level: number, index: number) => {
    const found = tiles.get(`${level}/${index}`)
    const first = index * tileLeaves ** level
    if (found === undefined)
      faults.add('tile', `The hash over the records ${first} to ${first + tileLeaves ** level - 1} is missing.`)
    return found ?? Buffer.alloc(hashBytes)
  }
  const tree: TreeSource = { tile, leaves: async () => [] }
  const nodes: Buffer[] = []
  for (let at = 0, width = 2 ** Math.floor(Math.log2(from || 1)); at < from; width /= 2) {
    if (at + width > from) continue
    nodes.push(await rangeRoot(tree, at, at + width))
    at += width
  }
  return { size: from, nodes }
}

/** Rows after the end as it was read are no fault if the log has grown past them meanwhile. */
const checkNothingBeyond = async (rows: readonly Stored<RecordRow>[], { source, faults }: Tail): Promise<void> => {
  if (rows.length === 0) return
  const end = (await source.heads())[0]?.size ?? 0
  for (const { seq } of rows)
    if (typeof seq !== 'number' || seq >= end)
      faults.add('sequence', `A record numbered ${seq} stands after the end of the log, which is at ${end}.`)
}

const checkBlock = async (head: Stored<HeadRow>, size: number, tail: Tail): Promise<void> => {
  const { source, keys, faults } = tail
  const from = Math.floor(Math.max(0, size - 1) / tileLeaves) * tileLeaves
  const rows = await source.records(from === 0 ? undefined : from - 1, tileLeaves + 1)
  const own = rows.slice(0, size - from)
  let recordedAt = ''
  const leaves = own.map((row, n) => {
    const checked = checkRow(row, { seq: from + n, origin: keys.origin, recordedAt }, faults)
    recordedAt = checked.envelope?.recordedAt ?? recordedAt
    return checked.leaf
  })
  const signed = signedEnd(head, keys, faults)
  const growing = growingTree(source, signed === undefined ? [] : [signed.size], await treeBefore(from, tail))
  await growing.grow(leaves)
  const read = { tree: growing.grown(), gaps: [], recordedAt }
  checkHead(head, signed, read, faults)
  checkTree(head, signed, read, { suspect: { from, to: size - 1 }, faults })
  await checkNothingBeyond(rows.slice(own.length), tail)
}

/**
 * Checks the end of a stored log: that one row says where it ends, that its checkpoint is signed by one of these keys (a line
 * each) over the tree that the stored hashes and the last records (256 at most) lead to, that these are what was kept, and that
 * nothing stands after them. It reads no more of a long log than of a short one; `verifyLog` reads all. Out: the faults, none if
 * the end is sound. Others may append meanwhile. Rejects where storage fails.
 */
export const tailFaults = async (database: Database, verifierKeys: string): Promise<readonly LogFault[]> => {
  const source = databaseSource(database)
  const faults = faultList(listedFaults)
  const tail = { database, source, keys: await logKeys(source, verifierKeys, faults), faults }
  const [head, ...others] = await source.heads()
  if (head === undefined) faults.add('head', 'The row that says where the log ends is missing.')
  if (others.length > 0) faults.add('head', 'More than one row says where the log ends.')
  const { size } = head ?? {}
  if (head !== undefined && (typeof size !== 'number' || size < 0)) faults.add('head', 'Its “size” cannot be read.')
  else if (head !== undefined) await checkBlock(head, size as number, tail)
  return faults.listed()
}
