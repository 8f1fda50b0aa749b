import type { Records } from '../../src/append/records.ts'
import { readSchema } from '../../src/database/guards.ts'
import type { DatabaseKind, Schema } from '../../src/database/schema.ts'
import type { StoredSchema } from '../../src/database/schema-objects.ts'
import type { LogSource, Pages, Stored } from '../../src/verify/source.ts'
import { tables } from '../../src/verify/stored-columns.ts'

/** All tables of a log, and what they are made of, held in memory. */
export type LogCopy = { readonly [Table in keyof Schema]: readonly Stored<Schema[Table]>[] } & {
  readonly kind: DatabaseKind
  readonly schema: StoredSchema
}
export type TableName = keyof Schema
export const tableNames = Object.keys(tables) as readonly TableName[]

export const copyOf = async ({ database }: Records): Promise<LogCopy> => {
  const read = tableNames.map(async name => [name, await database.db.selectFrom(name).selectAll().execute()] as const)
  const rows = Object.fromEntries(await Promise.all(read))
  return { ...rows, kind: database.kind, schema: await readSchema(database) } as unknown as LogCopy
}

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

const pages =
  <Row>(rows: readonly Stored<Row>[], by: keyof Row): Pages<Row> =>
  async (after, limit) =>
    rows
      .filter(row => after === undefined || (row[by] as string | number) > after)
      .sort((a, b) => order((a[by] ?? 0) as string, (b[by] ?? 0) as string))
      .slice(0, limit)

const isBeyond = ({ level, idx }: LogCopy['tree_tiles'][number], size: number): boolean =>
  level! < 1 || level! > 6 || idx! < 0 || (idx! + 1) * 256 ** level! > size

/** A copy as what `verifySource` reads. */
export const copySource = (copy: LogCopy): LogSource => {
  const { records, tree_tiles: tiles } = copy
  const [keys, subjects] = [copy['keys.data_keys'], copy['keys.subjects']]
  const known = new Set([...records, ...keys].map(one => one.subject))
  const seen = new Map<unknown, number>()
  for (const { id } of records) seen.set(id, (seen.get(id) ?? 0) + 1)
  return {
    kind: copy.kind,
    schema: async () => copy.schema,
    damage: async () => [],
    sees: async () => true,
    heads: async () => copy.log_head,
    records: pages(records, 'seq'),
    recordsById: async ids => records.filter(one => ids.includes(one.id ?? '')),
    rotated: pages(
      records.filter(one => one.type === 'keys-rotated'),
      'seq',
    ),
    later: async ids =>
      records
        .filter(one => ids.includes(one.about ?? '') && (one.type === 'moved' || one.type === 'resealed'))
        .sort((a, b) => a.seq! - b.seq!),
    splits: async () => records.filter(one => one.type === 'realm-split').sort((a, b) => a.seq! - b.seq!),
    decisionsOf: async some =>
      records
        .filter(one => some.includes(one.subject ?? '') && (one.type === 'evaluated' || one.type === 'moved'))
        .sort((a, b) => a.seq! - b.seq!),
    erased: pages(
      records.filter(one => one.type === 'erased'),
      'seq',
    ),
    repeatedIds: async ids => ids.filter(id => seen.get(id)! > 1),
    index: pages(copy.record_index, 'seq'),
    shown: async (after, to) =>
      copy.shown.filter(({ list }) => (after === undefined || (list ?? 0) > after) && (list ?? 0) <= to),
    subtreeRoot: async (level, index) => tiles.filter(one => one.level === level && one.idx === index),
    rootsBeyond: async size => tiles.filter(one => isBeyond(one, size)),
    rootsCount: async () => tiles.length,
    rulebooks: pages(copy.rulebooks, 'digest'),
    dataKeysOf: async ids => keys.filter(one => ids.includes(one.key ?? '')),
    dataKeys: pages(keys, 'key'),
    subjects: pages(subjects, 'subject'),
    subjectsOf: async some => subjects.filter(one => some.includes(one.subject ?? '')),
    deploymentKeys: async () => copy['keys.deployment_keys'],
    apiKeys: pages(copy.api_keys, 'id'),
    ofCallers: pages(
      records.filter(one => ['key-created', 'key-revoked', 'realm-split'].includes(one.type ?? '')),
      'seq',
    ),
    once: pages(copy.once, 'seq'),
    namedSubjects: async some => some.filter(one => known.has(one)),
  }
}
