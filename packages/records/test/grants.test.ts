import { sql } from 'kysely'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase, openDatabase, type RecordsDatabase } from '../src/database/open.ts'
import { renderGrants } from '../src/database/rights.ts'
import { sweep } from '../src/erase/destroy-erased.ts'
import { insertRulebook } from '../src/log/rules.ts'
import { selectRecords } from '../src/read/select-records.ts'
import { report } from '../src/report/report.ts'
import { append } from './support/batches.ts'
import { type PostgresServer, startPostgres } from './support/server.ts'

describe('roles on PostgreSQL', () => {
  let server: PostgresServer
  let writer: RecordsDatabase
  let reader: RecordsDatabase

  const as = (url: string, role: string): string => {
    const own = new URL(url)
    own.username = encodeURIComponent(role)
    own.password = 'secret'
    return own.href
  }

  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.database()
    await (await openDatabase({ url })).close()
    const owner = new Pool({ connectionString: url, max: 1 })
    await owner.query(`CREATE ROLE "the ""writer'" LOGIN PASSWORD 'secret'; CREATE ROLE reader LOGIN PASSWORD 'secret'`)
    await owner.query(`GRANT ALL ON records TO reader, PUBLIC`)
    await owner.query(renderGrants(`the "writer'`, 'reader'))
    await owner.end()
    writer = await openDatabase({ url: as(url, `the "writer'`) })
    reader = connectDatabase({ url: as(url, 'reader') })
  })
  afterAll(async () => {
    await writer?.close()
    await reader?.close()
    await server?.stop()
  })

  const tryAll = async ({ db }: RecordsDatabase, statements: readonly string[]) => {
    for (const statement of statements) {
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|must be owner/)
    }
  }
  const takesAway = ['records', 'tree_tiles', 'rulebooks', 'log_head'].flatMap(table => [
    `delete from ${table}`,
    `truncate ${table}`,
    `alter table ${table} disable trigger all`,
    `drop table ${table}`,
  ])

  it('the writer adds to the log, and can neither change nor take away', async () => {
    await append(writer, [{}, {}])
    await insertRulebook(writer.db, { digest: 'sha256:a', version: '1', text: '{}' })
    await tryAll(writer, [
      ...takesAway,
      'update records set client = client',
      'update tree_tiles set idx = 7',
      "update rulebooks set text = ''",
      'insert into log_head select * from log_head',
      'truncate keys.data_keys',
      'create table mine (a int)',
    ])
  })

  it('the writer destroys keys, and sweeps up after it', async () => {
    const key = { key: 'k', subject: 's', decision: 'remit', year: 2026, wrapped: Buffer.from('wrapped') }
    await writer.db.insertInto('keys.data_keys').values(key).execute()
    await writer.db.deleteFrom('keys.data_keys').execute()
    await writer.db.deleteFrom('record_index').execute()
    const row = {
      realm: 'default',
      key: Buffer.from('k'),
      body: Buffer.from('b'),
      seq: 0,
      size: 1,
      at: '',
      mac: Buffer.from('m'),
    }
    await writer.db.insertInto('once').values(row).execute()
    await writer.db
      .updateTable('once')
      .set({ body: Buffer.alloc(0) })
      .execute()
    await writer.db.deleteFrom('once').execute()
    await sweep(writer)
  })

  it('the reader counts what the log holds, without a key', async () => {
    const made = await report({ database: reader, now: () => new Date('2026-12-01T00:00:00.000Z') })
    expect(made).toMatchObject({ ok: true, value: { decisions: 2, erased: { count: 2 } } })
    const published = await report({ database: reader, now: () => new Date() }, { suppressSmall: true })
    expect(published).toMatchObject({ ok: true, value: { decisions: null } })
  })

  it('the reader sees the log and no key, and adds nothing', async () => {
    expect((await selectRecords(reader.db, {}, { limit: 5 })).rows).toHaveLength(2)
    await tryAll(reader, [
      ...takesAway,
      'insert into records select * from records',
      'select * from keys.subjects',
      'select * from keys.data_keys',
      'select * from once',
      'select * from api_keys',
      'update log_head set size = 9',
    ])
    await expect(append(reader, [{}])).rejects.toThrow('permission denied')
  })
})
