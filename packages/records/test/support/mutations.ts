import type { Picker } from '../../../rules/test/support/picker.ts'
import { buildRecordRow } from '../../src/append/build-batch.ts'
import type { CheckpointSigner } from '../../src/checkpoint/signer.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { appendLeaves, emptyFrontier } from '../../src/tree/append.ts'
import { leafHash } from '../../src/tree/hash.ts'
import { type LogCopy, type TableName, tableNames } from './log-copy.ts'

type Row = Readonly<Record<string, unknown>>
type Copy = Readonly<Record<TableName, readonly Row[]>>

/** A log that somebody changed, and what they did. Undefined where it came out as it was. */
export type Mutation = (copy: LogCopy, picker: Picker) => { readonly copy: LogCopy; readonly what: string } | undefined

const asRows = (copy: LogCopy): Copy => copy as unknown as Copy
const withRows = (copy: LogCopy, table: TableName, rows: readonly Row[]): LogCopy =>
  ({ ...copy, [table]: rows }) as unknown as LogCopy
const replacing = (rows: readonly Row[], at: number, ...by: readonly Row[]): readonly Row[] => [
  ...rows.slice(0, at),
  ...by,
  ...rows.slice(at + 1),
]

/** What nothing in the log is made from: which reference leads to which subject. */
const unproved: readonly TableName[] = ['keys.subjects']
const tableFrom = (copy: LogCopy, picker: Picker): TableName =>
  picker.of(tableNames.filter(name => !unproved.includes(name) && copy[name].length > 0))

const textOf = (bytes: Buffer): string | undefined => {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}

/** A value with one bit of it changed; undefined: such a text cannot be stored as text. */
export const flipped = (value: unknown, picker: Picker): unknown => {
  if (value === null) return picker.of(['', 'x', 0])
  if (typeof value === 'number') return picker.upTo(40) === 0 ? -value - 1 : Math.abs(value ^ (1 << picker.upTo(30)))
  const bytes = Buffer.from(value as string | Uint8Array)
  if (bytes.length === 0) return typeof value === 'string' ? 'x' : Buffer.from('x')
  const bit = picker.upTo(bytes.length * 8)
  bytes[bit >> 3]! ^= 1 << (bit & 7)
  return typeof value === 'string' ? textOf(bytes) : bytes
}

const flipBit: Mutation = (copy, picker) => {
  const table = tableFrom(copy, picker)
  const rows = asRows(copy)[table]
  const at = picker.upTo(rows.length)
  const column = picker.of(Object.keys(rows[at]!))
  const value = picker.upTo(50) === 0 ? null : flipped(rows[at]![column], picker)
  if (value === rows[at]![column]) return undefined
  const what = `a bit of ${table}.${column} in row ${at}`
  return { copy: withRows(copy, table, replacing(rows, at, { ...rows[at], [column]: value })), what }
}

/** What the tables are made of, a bit of it changed. */
const flipSchema: Mutation = (copy, picker) => {
  const { objects, migrations } = copy.schema
  const at = picker.upTo(objects.length + migrations.length)
  const withSchema = (schema: Partial<LogCopy['schema']>, what: string) => ({
    copy: { ...copy, schema: { ...copy.schema, ...schema } },
    what,
  })
  if (at >= objects.length) {
    const place = at - objects.length
    const name = flipped(migrations[place], picker)
    if (typeof name !== 'string') return undefined
    const changed = migrations.map((one, n) => (n === place ? name : one)).sort()
    return withSchema({ migrations: changed }, `a bit of the migration ${migrations[place]}`)
  }
  const object = objects[at]!
  const member = picker.of(['kind', 'table', 'name', 'definition'] as const)
  const value = flipped(object[member], picker)
  if (typeof value !== 'string') return undefined
  const changed = objects.map((one, n) => (n === at ? { ...one, [member]: value } : one))
  return withSchema({ objects: changed }, `a bit of the ${member} of ${object.kind} ${object.name}`)
}

/** Something that the tables are made of, taken away, or a trigger put there. */
const changeSchema: Mutation = (copy, picker) => {
  const { objects } = copy.schema
  const at = picker.upTo(objects.length)
  const trigger = { kind: 'trigger', table: picker.of(['records', 'keys.subjects']), name: 'mine', definition: 'x' }
  const isTaken = picker.upTo(3) > 0
  const changed = isTaken ? objects.filter((_, n) => n !== at) : [...objects, trigger]
  const what = isTaken ? `${objects[at]!.kind} ${objects[at]!.name} taken away` : 'a trigger put there'
  return { copy: { ...copy, schema: { ...copy.schema, objects: changed } }, what }
}

const remove: Mutation = (copy, picker) => {
  const table = tableFrom(copy, picker)
  const rows = asRows(copy)[table]
  const at = picker.upTo(rows.length)
  return { copy: withRows(copy, table, replacing(rows, at)), what: `row ${at} of ${table} taken away` }
}

/** A row again, in the same place or in one where nothing stood. */
const duplicate: Mutation = (copy, picker) => {
  const table = tableFrom(copy, picker)
  // A rulebook that is kept twice is kept.
  if (table === 'rulebooks') return undefined
  const rows = asRows(copy)[table]
  const at = picker.upTo(rows.length)
  const row = rows[at]!
  const free = { records: 'seq', record_index: 'seq', tree_tiles: 'idx', log_head: 'one', 'keys.data_keys': 'year' }
  const place = free[table as keyof typeof free]
  const isElsewhere = table !== 'records' && (table === 'keys.data_keys' || picker.upTo(2) === 0)
  const moved = { [place]: Number(row[place]) + 10_000, ...(table === 'keys.data_keys' ? { key: 'f'.repeat(32) } : {}) }
  const again = isElsewhere ? { ...row, ...moved } : row
  // Two rows in one place cannot stand in an index or among tiles: the second would be in another.
  const added = table === 'record_index' || table === 'tree_tiles' ? { ...again, ...moved } : again
  return { copy: withRows(copy, table, [...rows, added]), what: `row ${at} of ${table} put there again` }
}

const forgedFrom = (row: Row, change: Partial<Envelope>): Row => {
  const envelope = { ...(JSON.parse(String(row.envelope)) as Envelope), ...change }
  return buildRecordRow(envelope, (row.payload as Buffer | null) ?? undefined) as unknown as Row
}

/** A record that was never kept, with everything right that can be worked out without the keys. */
const forge: Mutation = (copy, picker) => {
  const rows = asRows(copy).records
  const at = picker.upTo(rows.length)
  const id = `01990000-0000-7000-8000-${String(picker.upTo(1e9)).padStart(12, '0')}`
  const isReplaced = picker.upTo(2) === 0
  const seq = isReplaced ? at : rows.length
  const row = forgedFrom(rows[at]!, { id, seq, client: 'forger' })
  const forged = isReplaced ? replacing(rows, at, row) : [...rows, row]
  return { copy: withRows(copy, 'records', forged), what: `a record like ${at} forged as ${seq}` }
}

/** What is told of a record changed, with its hash worked out again. */
const rewrite: Mutation = (copy, picker) => {
  const rows = asRows(copy).records
  const at = picker.upTo(rows.length)
  const change = picker.of<Partial<Envelope>>([
    { client: 'another' },
    { recordedAt: '2026-01-01T00:00:00.000Z' },
    { authority: 'england', asOf: '2020-02-02' },
    { log: 'other' },
    { actor: 'staff-99' },
  ])
  const what = `record ${at} rewritten: ${Object.keys(change).join(', ')}`
  return { copy: withRows(copy, 'records', replacing(rows, at, forgedFrom(rows[at]!, change))), what }
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The contents of two rows, their places staying what they were. */
const swap: Mutation = (copy, picker) => {
  const table = picker.of(['records', 'records', 'record_index', 'rulebooks', 'keys.data_keys'] as const)
  const rows = asRows(copy)[table]
  const place = { records: 'seq', record_index: 'seq', rulebooks: 'digest', 'keys.data_keys': 'key' }[table]
  const [a, b] = [picker.upTo(rows.length), picker.upTo(rows.length)]
  const contents = [rows[b]!, rows[a]!].map(row => ({ ...row, [place]: 0 }))
  if (a === b || sameText(contents[0], contents[1])) return undefined
  const moved = (to: number, from: number) => ({ ...rows[from], [place]: rows[to]![place] })
  const swapped = replacing(replacing(rows, a, moved(a, b)), b, moved(b, a))
  return { copy: withRows(copy, table, swapped), what: `rows ${a} and ${b} of ${table} swapped` }
}

/** The last records, with all that belongs to them. */
const cutOff = (copy: LogCopy, size: number): LogCopy => ({
  ...copy,
  records: copy.records.filter(one => one.seq! < size),
  record_index: copy.record_index.filter(one => one.seq! < size),
  tree_tiles: copy.tree_tiles.filter(one => (one.idx! + 1) * 256 ** one.level! <= size),
})

const truncate: Mutation = (copy, picker) => {
  const size = picker.upTo(copy.records.length)
  return { copy: cutOff(copy, size), what: `cut off after ${size}` }
}

/** Each kind of change to what the tables are made of. */
export const schemaMutations: readonly Mutation[] = [flipSchema, flipSchema, changeSchema]

/** Each kind of change, whatever it is made to. */
export const everyMutation: readonly Mutation[] = [
  flipBit,
  flipBit,
  flipBit,
  ...schemaMutations,
  remove,
  duplicate,
  forge,
  rewrite,
  swap,
  truncate,
]

/** Tree, end of the log and checkpoint made anew over the records, as who holds the root secret can. */
export const signedAnew = (copy: LogCopy, signer: CheckpointSigner): LogCopy => {
  const records = [...copy.records].sort((a, b) => a.seq! - b.seq!)
  const { frontier, root, subtreeRoots } = appendLeaves(
    emptyFrontier,
    records.map(one => leafHash(one.envelope!)),
  )
  const head = {
    one: 1,
    size: records.length,
    root,
    frontier: Buffer.concat(frontier.nodes),
    recorded_at: records.at(-1)?.recorded_at ?? '',
    note: signer.sign({ size: records.length, root }),
  }
  return {
    ...copy,
    records,
    log_head: [head],
    tree_tiles: subtreeRoots.map(({ level, index, hash }) => ({ level, idx: index, hash })),
  }
}

/** A log cut off and signed again: what a backup that was restored looks like too. */
export const shorter = (copy: LogCopy, size: number, signer: CheckpointSigner): LogCopy =>
  signedAnew(cutOff(copy, size), signer)

/** A log whose records from `size` on say another client than they did, signed by the same key. */
export const forked = (copy: LogCopy, size: number, signer: CheckpointSigner): LogCopy => {
  const rows = asRows(copy).records.map(row => (Number(row.seq) < size ? row : forgedFrom(row, { client: 'another' })))
  return signedAnew(withRows(copy, 'records', rows), signer)
}
