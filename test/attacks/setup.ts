import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRecordRow } from '../../packages/records/src/append/build-batch.ts'
import type { Records } from '../../packages/records/src/append/records.ts'
import { type DatabasePlace, openDatabase, type RecordsDatabase } from '../../packages/records/src/database/open.ts'
import { openToRead } from '../../packages/records/src/database/open-to-read.ts'
import { renderGrants } from '../../packages/records/src/database/rights.ts'
import type { DatabaseKind } from '../../packages/records/src/database/schema.ts'
import { readHead } from '../../packages/records/src/log/head.ts'
import type { Envelope } from '../../packages/records/src/model/envelope.ts'
import { appendLeaves, emptyFrontier } from '../../packages/records/src/tree/append.ts'
import { createDatabaseSource } from '../../packages/records/src/verify/database-source.ts'
import type { LogReport } from '../../packages/records/src/verify/report.ts'
import type { LogSource } from '../../packages/records/src/verify/source.ts'
import { verifySource } from '../../packages/records/src/verify/verify-log.ts'
import { copySqlite } from '../../packages/records/test/support/copy-sqlite.ts'
import { pastGuards, runSql } from '../../packages/records/test/support/guards.ts'
import { recordsAt } from '../../packages/records/test/support/kept.ts'
import { type PostgresServer, startPostgres } from '../../packages/records/test/support/server.ts'
import { variedLog } from '../../packages/records/test/support/varied-log.ts'
import type { Attack, Attacked } from './attack.ts'

const decisions = 264

/** What `verify` says after an attack: to who has the root secret, and to who has the public key alone. */
export interface Found {
  readonly withSecret: LogReport
  readonly byKeyAlone: LogReport
}

export interface Manner {
  /** `owner`: of the files, or of the tables and the server. `service`: the role that the service uses. */
  readonly by: 'owner' | 'service'
  /** What `verify` is given: nothing, checkpoints that somebody kept, or those but the newest. */
  readonly given: 'log' | 'checkpoints' | 'older checkpoints'
}

export interface Ground {
  /** Whether the attack went through, and what is found then; with checkpoints kept elsewhere if it is asked for. */
  readonly attack: (attack: Attack, how: Manner) => Promise<Found | 'refused'>
  readonly stop: () => Promise<void>
}

type Owner = Attacked['owner']

/** Hides the keys, as from whoever may not read them. */
const withoutKeys = (source: LogSource): LogSource => ({
  ...source,
  sees: async table => !table.startsWith('keys.') && source.sees(table),
  dataKeysOf: async () => [],
  dataKeys: async () => [],
  subjects: async () => [],
})

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const attackedAt = (database: RecordsDatabase, place: DatabasePlace, owner: Owner): Attacked => {
  const { db, kind } = database
  const bytes = (value: Uint8Array) => (kind === 'sqlite' ? `x'${hexOf(value)}'` : `'\\x${hexOf(value)}'::bytea`)
  const sql = async (statement: string) => pastGuards(database, one => runSql(one, statement))
  const rows: Attacked['rows'] = async query =>
    ((await runSql(db, query)) as { readonly rows: readonly Readonly<Record<string, unknown>>[] }).rows
  const envelopeOf = async (seq: number) =>
    JSON.parse(String((await rows(`select envelope from records where seq = ${seq}`))[0]!.envelope)) as Envelope
  const rewrite: Attacked['rewrite'] = async (seq, change) => {
    const { payload: _, seq: __, ...row } = buildRecordRow({ ...(await envelopeOf(seq)), ...change }, undefined)
    const set = Object.entries(row).map(([name, value]) => {
      if (value === null) return `${name} = null`
      return `${name} = ${value instanceof Uint8Array ? bytes(value) : quoted(String(value))}`
    })
    await sql(`update records set ${set.join(', ')} where seq = ${seq}`)
  }
  const signAnew = async () => {
    const all = await rows('select seq, leaf, recorded_at from records order by seq')
    const { frontier, root, subtreeRoots } = appendLeaves(
      emptyFrontier,
      all.map(one => Buffer.from(one.leaf as Uint8Array)),
    )
    const [size, note] = [all.length, owner.signer.sign({ size: all.length, root })]
    await sql(`update log_head set size = ${size}, root = ${bytes(root)}, frontier = ${bytes(Buffer.concat(frontier.nodes))},
      recorded_at = ${quoted(String(all.at(-1)!.recorded_at))}, note = ${quoted(note)}`)
    await sql('delete from tree_tiles')
    for (const { level, index, hash } of subtreeRoots)
      await sql(`insert into tree_tiles (level, idx, hash) values (${level}, ${index}, ${bytes(hash)})`)
  }
  const use: Attacked['use'] = async (act, now) => {
    const records = await recordsAt(place, {}, now)
    await act(records).finally(records.close)
  }
  const plainly = async (statement: string) => void (await runSql(db, statement))
  return { database, owner, sql, plainly, use, bytes, rows, envelopeOf, rewrite, signAnew }
}

/** What the log’s key signed at some sizes, as somebody kept them. */
const checkpointsOf = async ({ database, signer }: Records): Promise<readonly string[]> => {
  const all = await database.db.selectFrom('records').select('leaf').orderBy('seq').execute()
  const { note } = await readHead(database.db)
  const sizes = Array.from({ length: Math.floor(all.length / 50) }, (_, n) => (n + 1) * 50)
  const earlier = sizes.map(size => {
    const { root } = appendLeaves(
      emptyFrontier,
      all.slice(0, size).map(one => Buffer.from(one.leaf)),
    )
    return signer.sign({ size, root })
  })
  return [...earlier, note]
}

const password = 'of a test'
const roles = ['vs_service', 'vs_auditor'] as const

/** The roles of docs/running.md, with the grants of that page. */
const grantRoles = async (records: Records): Promise<void> => {
  const { db } = records.database
  for (const role of roles) await runSql(db, `create role ${role} login password '${password}'`)
  for (const one of renderGrants(...roles).split(/;\n(?!END)/)) if (one !== '') await runSql(db, one)
}

/** A log like others are, and how a copy of it is made for each attack. */
const prepared = async (kind: DatabaseKind, folder: string, server: PostgresServer | undefined) => {
  const first: DatabasePlace =
    kind === 'sqlite' ? { directory: join(folder, 'first') } : { url: await server!.database() }
  const records = await recordsAt(first)
  await variedLog(records, decisions)
  const checkpoints = await checkpointsOf(records)
  if (kind === 'postgres') await grantRoles(records)
  await records.close()
  let made = 0
  const copy = async (): Promise<DatabasePlace> => {
    made += 1
    if ('url' in first) return { url: await server!.database(first.url) }
    const directory = join(folder, String(made))
    await copySqlite(first.directory, directory)
    return { directory }
  }
  return { owner: records, checkpoints, copy }
}

const asService = (place: DatabasePlace): DatabasePlace =>
  'url' in place ? { url: Object.assign(new URL(place.url), { username: roles[0], password }).href } : place

/** Through the database. */
const actThrough = async (place: DatabasePlace, owner: Owner, act: (log: Attacked) => Promise<unknown>) => {
  const database = await openDatabase(place)
  try {
    await act(attackedAt(database, place, owner))
  } finally {
    await database.close()
  }
}

/** To the files, once all that was written is in them. */
const actOn = async (directory: string, act: (directory: string) => Promise<unknown>) => {
  const database = await openDatabase({ directory })
  for (const file of ['main', 'keys']) await runSql(database.db, `pragma ${file}.wal_checkpoint(truncate)`)
  await database.close()
  await act(directory)
}

const reports = async (source: LogSource, { verifierKey, keys }: Owner, notes: readonly string[]): Promise<Found> => {
  const checkpoints = notes.map(note => ({ note }))
  return {
    withSecret: await verifySource(source, { verifierKey, keys }, { checkpoints }),
    byKeyAlone: await verifySource(withoutKeys(source), { verifierKey }, { checkpoints }),
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && /may only be added to|permission denied|must be owner|must be member/.test(error.message)

/** Where attacks are made: on a copy of one log each. */
export const groundFor = async (kind: DatabaseKind): Promise<Ground> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-attacks-'))
  const server = kind === 'postgres' ? await startPostgres() : undefined
  const { owner, checkpoints, copy } = await prepared(kind, folder, server)
  const kept = { log: [], checkpoints, 'older checkpoints': checkpoints.slice(0, -1) }
  const attack: Ground['attack'] = async (act, { by, given }) => {
    const place = await copy()
    try {
      if (typeof act === 'function') await actThrough(by === 'service' ? asService(place) : place, owner, act)
      else if ('directory' in place) await actOn(place.directory, act.files)
    } catch (error) {
      if (isRefused(error)) return 'refused'
      throw error
    }
    const database = await openToRead(place)
    try {
      return await reports(createDatabaseSource(database), owner, kept[given])
    } finally {
      await database.close()
    }
  }
  const stop = async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { attack, stop }
}
