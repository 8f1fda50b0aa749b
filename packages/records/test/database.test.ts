import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { readHead } from '../src/log/head.ts'
import { insertRulebook, selectRulebook } from '../src/log/rules.ts'
import { append, sha256 } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

describeOnBoth('opening', ({ kind, open, emptyPlace }) => {
  it('finds an empty log whose root is the hash of nothing', async () => {
    const { db } = await open()
    expect(await readHead(db)).toEqual({ size: 0, root: sha256(), frontier: [], recordedAt: '', note: '' })
  })

  it('at once by many leaves one set of tables', async () => {
    const at = await emptyPlace()
    const all = await Promise.all(Array.from({ length: 5 }, () => open(at)))
    await append(all[0]!, [{}])
    for (const { db } of all) expect((await readHead(db)).size).toBe(1)
  })

  it('again finds what was kept', async () => {
    const at = await emptyPlace()
    const first = await open(at)
    await append(first, [{}, {}])
    const head = await readHead(first.db)
    await first.close()
    expect(await readHead((await open(at)).db)).toEqual(head)
  })

  it.runIf(kind === 'sqlite')('keeps the files from others', async () => {
    const at = await emptyPlace()
    await append(await open(at), [{}])
    const { directory } = at as { directory: string }
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(mode(directory)).toBe('700')
    const files = readdirSync(directory)
    expect(files).toEqual(expect.arrayContaining(['keys.sqlite', 'records.sqlite', 'records.sqlite-wal']))
    for (const file of files) expect(`${file} ${mode(join(directory, file))}`).toBe(`${file} 600`)
  })

  it.runIf(kind === 'sqlite')('sets what durability and erasure hang on, for both files', async () => {
    const { db } = await open()
    for (const file of ['main', 'keys']) {
      const setting = async (name: string) =>
        Object.values((await sql.raw<Record<string, unknown>>(`pragma ${file}.${name}`).execute(db)).rows[0] ?? {})[0]
      expect([await setting('journal_mode'), await setting('synchronous'), await setting('secure_delete')]).toEqual([
        'wal',
        2,
        1,
      ])
    }
  })

  it.runIf(kind === 'postgres')('bounds every wait', async () => {
    const { db } = await open()
    const setting = async (name: string) =>
      (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)).rows[0]?.value
    expect(await setting('statement_timeout')).toBe('5s')
    expect(await setting('idle_in_transaction_session_timeout')).toBe('10s')
    expect(await setting('synchronous_commit')).toBe('on')
  })
})

describeOnBoth('what may not be changed', ({ kind, open }) => {
  const change = [
    'update records set client = client',
    'delete from records',
    'update tree_tiles set hash = hash where level = 1 and idx = 0',
    'delete from tree_tiles',
    "update rulebooks set text = 'other'",
    'delete from rulebooks',
    'update log_head set size = size',
    'update log_head set size = size - 1',
    "update log_head set note = ''",
    'delete from log_head',
    'insert into log_head select * from log_head',
  ]
  const onlyPostgres = ['truncate records', 'truncate tree_tiles', 'truncate rulebooks', 'truncate log_head']
  const onlySqlite = [
    'replace into records select * from records',
    'replace into records select 9, id, type, about, subject, decision, authority, as_of, client, recorded_at, rules_digest, envelope, payload, leaf, realm from records',
    'replace into tree_tiles select * from tree_tiles',
    "replace into rulebooks values ('sha256:a', '1', 'other')",
    'replace into log_head select one, 9, root, frontier, recorded_at, note from log_head',
  ]
  it('is not, by any statement', async () => {
    const database = await open()
    await append(database, [{}, {}])
    await insertRulebook(database.db, { digest: 'sha256:a', version: '1', text: '{}' })
    const before = await readHead(database.db)
    for (const statement of [...change, ...(kind === 'sqlite' ? onlySqlite : onlyPostgres)]) {
      await expect(sql.raw(statement).execute(database.db), statement).rejects.toThrow(
        /may only be added to|UNIQUE|unique/,
      )
    }
    expect(await database.db.selectFrom('records').select('seq').execute()).toHaveLength(2)
    expect(await readHead(database.db)).toEqual(before)
    expect((await selectRulebook(database.db, 'sha256:a'))?.text).toBe('{}')
  })
})

describeOnBoth('a parameter', ({ open }) => {
  const unkeepable = {
    'a boolean': true,
    undefined,
    'not a number': Number.NaN,
    infinite: Number.POSITIVE_INFINITY,
    'a fraction': 0.5,
    'beyond safe integers': 2 ** 53,
    'a date': new Date(0),
    'text with a NUL': 'a\0b',
    'half a surrogate pair': 'a\ud800b',
  }
  it('that one of the databases would keep as something else is refused before it gets there', async () => {
    const { db } = await open()
    for (const [name, value] of Object.entries(unkeepable)) {
      await expect(sql`select ${value} as x`.execute(db), name).rejects.toThrow(TypeError)
    }
  })

  it('that may be kept comes back as it was', async () => {
    const database = await open()
    const payload = Buffer.from([0, 1, 255, 0])
    const given = { client: 'Zoë “quoted” 𝄞 \' " ? $1 :x', payload, subject: '', type: 'a\nb' }
    await append(database, [given, { payload: null }, { payload: Buffer.alloc(0) }])
    const rows = await database.db.selectFrom('records').selectAll().orderBy('seq').execute()
    expect(rows[0]).toMatchObject(given)
    expect(rows.map(row => row.payload)).toEqual([payload, null, Buffer.alloc(0)])
    expect(rows.map(row => row.seq)).toEqual([0, 1, 2])
  })
})
