import { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import type { RecordsDatabase } from '../src/database/open.ts'
import { pipeline } from '../src/database/pipeline.ts'
import { append, commit } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

const statement = (sql: string) => ({ compile: () => CompiledQuery.raw(sql) })
const asking = (...statements: readonly string[]) => ({
  statements: statements.map(statement),
  read: (answers: readonly { readonly rows: readonly unknown[] }[]) => answers.flatMap(({ rows }) => rows),
})
const insertion = (digest: string) => `insert into rulebooks (digest, version, text) values ('${digest}', '1', '{}')`

describeOnBoth('statements at once', ({ open, kind }) => {
  const digestsIn = async ({ db }: RecordsDatabase) =>
    (await db.selectFrom('rulebooks').select('digest').orderBy('digest').execute()).map(row => row.digest)

  it('run in their order, and each asking reads the answers of its own', async () => {
    const { db } = await open()
    const counted = 'select count(*) as n from rulebooks'
    const answers = await pipeline(
      db,
      asking(counted),
      asking(),
      asking(insertion('a'), counted, insertion('b')),
      asking(counted),
    )
    expect(answers.map(rows => rows.map(row => Number((row as { readonly n: unknown }).n)))).toEqual([
      [0],
      [],
      [1],
      [2],
    ])
  })

  it('of which one fails leave nothing, those behind it neither', async () => {
    const database = await open()
    for (const wrong of ['insert into nowhere values (1)', insertion('a')]) {
      const all = asking(insertion('a'), wrong, insertion('b'), insertion('c'))
      await expect(database.db.transaction().execute(transaction => pipeline(transaction, all))).rejects.toThrow()
      expect(await digestsIn(database)).toEqual([])
    }
    await pipeline(database.db, asking(insertion('d')))
    expect(await digestsIn(database)).toEqual(['d'])
  })

  it('lock the head before anything else of a batch is asked', async () => {
    const said: string[] = []
    const database = await open(undefined, { before: sql => said.push(sql) })
    await append(database, [{}])
    said.splice(0)
    await commit(
      database,
      async ({ head }) => ({ records: [], index: [], subtreeRoots: [], head }),
      undefined,
      asking('select 1'),
    )
    const [begun, locked, asked] = said.filter(sql => !/^rollback/.test(sql))
    expect(begun).toMatch(kind === 'sqlite' ? /^begin immediate/ : /^start transaction/)
    expect(locked).toMatch(kind === 'sqlite' ? /log_head/ : /log_head.* for update$/)
    expect(asked).toBe('select 1')
  })
})
