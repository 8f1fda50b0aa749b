import type { RecordsDatabase } from '../database/open.ts'
import type { HeadRow, RecordRow } from '../database/schema.ts'
import type { Frontier } from '../tree/append.ts'
import { hashBytes } from '../tree/hash.ts'
import { computeRangeRoot, type TreeSource } from '../tree/proofs.ts'
import { checkHead, readSignedEnd } from './check-end.ts'
import { checkRow } from './check-row.ts'
import { checkTree } from './check-tree.ts'
import { createDatabaseSource } from './database-source.ts'
import { createFaultList, type Faults, type LogFault } from './fault.ts'
import { createGrowingTree } from './grow-tree.ts'
import { type LogKeys, readLogKeys } from './log-keys.ts'
import type { LogSource, Stored } from './source.ts'

/** The records of one tile, which the tree’s hashes stand for once they are full. */
const blockLeaves = 256
const listedFaults = 10

type Database = Pick<RecordsDatabase, 'db' | 'kind'>

interface Tail {
  readonly database: Database
  readonly source: LogSource
  readonly keys: LogKeys
  readonly faults: Faults
}

/** The levels of a tree of this size that have finished tiles. */
const listLevels = (size: number): readonly number[] => {
  const levels: number[] = []
  for (let level = 1; blockLeaves ** level <= size; level += 1) levels.push(level)
  return levels
}

/** At each level the tiles that no finished tile above stands for: 255 at most. */
const selectEdgeRoots = async (size: number, { db }: Database): Promise<ReadonlyMap<string, Buffer>> => {
  const rows = await db
    .selectFrom('tree_tiles')
    .selectAll()
    .where(eb =>
      eb.or(
        listLevels(size).map(level =>
          eb.and([
            eb('level', '=', level),
            eb('idx', '>=', Math.floor(size / blockLeaves ** (level + 1)) * blockLeaves),
            eb('idx', '<', Math.floor(size / blockLeaves ** level)),
          ]),
        ),
      ),
    )
    .execute()
  return new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, Buffer.from(hash)]))
}

/** The log’s tree before its last block, from the stored hashes alone: no record before that block is read. */
const readTreeBefore = async (from: number, { database, faults }: Tail): Promise<Frontier> => {
  const subtreeRoots = await selectEdgeRoots(from, database)
  const subtreeRoot = async (level: number, index: number) => {
    const found = subtreeRoots.get(`${level}/${index}`)
    const first = index * blockLeaves ** level
    if (found === undefined)
      faults.add('tile', `The hash over the records ${first} to ${first + blockLeaves ** level - 1} is missing.`)
    return found ?? Buffer.alloc(hashBytes)
  }
  const tree: TreeSource = { subtreeRoot, leaves: async () => [] }
  const nodes: Buffer[] = []
  for (let at = 0, width = 2 ** Math.floor(Math.log2(from || 1)); at < from; width /= 2) {
    if (at + width > from) continue
    nodes.push(await computeRangeRoot(tree, at, at + width))
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
  const from = Math.floor(Math.max(0, size - 1) / blockLeaves) * blockLeaves
  const rows = await source.records(from === 0 ? undefined : from - 1, blockLeaves + 1)
  const own = rows.slice(0, size - from)
  let recordedAt = ''
  const leaves = own.map((row, n) => {
    const checked = checkRow(row, { seq: from + n, origin: keys.origin, recordedAt }, faults)
    recordedAt = checked.envelope?.recordedAt ?? recordedAt
    return checked.leaf
  })
  const signed = readSignedEnd(head, keys, faults)
  const growing = createGrowingTree(source, signed === undefined ? [] : [signed.size], await readTreeBefore(from, tail))
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
 * the end is sound. Others may append meanwhile. Rejects if storage fails.
 */
export const checkTail = async (database: Database, verifierKeys: string): Promise<readonly LogFault[]> => {
  const source = createDatabaseSource(database)
  const faults = createFaultList(listedFaults)
  const tail = { database, source, keys: await readLogKeys(source, verifierKeys, faults), faults }
  const [head, ...others] = await source.heads()
  if (head === undefined) faults.add('head', 'The row that says where the log ends is missing.')
  if (others.length > 0) faults.add('head', 'More than one row says where the log ends.')
  const { size } = head ?? {}
  if (head !== undefined && (typeof size !== 'number' || size < 0)) faults.add('head', 'Its “size” cannot be read.')
  else if (head !== undefined) await checkBlock(head, size as number, tail)
  return faults.listed()
}
