import { expect, it } from 'vitest'
import type { RecordRow } from '../src/database/schema.ts'
import { readHead } from '../src/log/head.ts'
import { append, type BuildBatch, buildOf, commit } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

describeOnBoth('a batch', ({ open }) => {
  it('of more rows than one statement takes is one all the same', async () => {
    const database = await open()
    const size = 250
    const { records } = await append(
      database,
      Array.from({ length: size }, (_, at) => ({ client: `client ${at}` })),
    )
    const kept = await database.db.selectFrom('records').selectAll().orderBy('seq').execute()
    expect(kept).toEqual(records)
  })

  it('whose rows name their columns in another order keeps each in its place', async () => {
    const database = await open()
    await append(database, [{ client: 'a', decision: 'remit' }])
    const turned: BuildBatch = async ground => {
      const built = await buildOf([{ client: 'b', decision: 'sign-off' }])(ground)
      const backwards = (row: RecordRow) => Object.fromEntries(Object.entries(row).reverse()) as unknown as RecordRow
      return { ...built, records: built.records.map(backwards) }
    }
    await commit(database, turned)
    const kept = await database.db.selectFrom('records').select(['client', 'decision']).orderBy('seq').execute()
    expect(kept).toEqual([
      { client: 'a', decision: 'remit' },
      { client: 'b', decision: 'sign-off' },
    ])
  })

  it.each([
    ['leaves a gap', 1, 0],
    ['doubles a seq', -1, 0],
    ['puts the head elsewhere', 0, 1],
  ])('that %s is not kept', async (_, seqOff, sizeOff) => {
    const database = await open()
    await append(database, [{}, {}])
    const wrong: BuildBatch = async ground => {
      const built = await buildOf([{}, {}])(ground)
      const records = built.records.map((row, at) => (at === 1 ? { ...row, seq: row.seq + seqOff } : row))
      return { ...built, records, head: { ...built.head, size: built.head.size + sizeOff } }
    }
    await expect(commit(database, wrong)).rejects.toThrow(Error)
    expect((await readHead(database.db)).size).toBe(2)
    expect(await database.db.selectFrom('records').select('seq').execute()).toHaveLength(2)
  })

  it('with an id that is kept already is not kept', async () => {
    const database = await open()
    await append(database, [{ id: 'one' }])
    await expect(append(database, [{}, { id: 'one' }])).rejects.toThrow(Error)
    expect((await readHead(database.db)).size).toBe(1)
  })
})
