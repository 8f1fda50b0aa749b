import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { readHead } from '../src/log/head.ts'
import { selectLeaves } from '../src/log/read.ts'
import { append, fixedNow, sequencerOn, sha256 } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

describeOnBoth('several instances on one log', ({ kind, open, emptyPlace }) => {
  it('add at once without a gap and without a double', async () => {
    const at = await emptyPlace()
    const instances = await Promise.all([open(at), open(at), open(at)])
    const sequencers = instances.map(database => sequencerOn(database, { maxBatch: 7 }))
    const each = 60
    const told = await Promise.all(
      sequencers.flatMap((sequencer, who) =>
        Array.from({ length: each }, async (_, which) => {
          const [receipt] = await sequencer.append([{ client: `${who} ${which}` }])
          return receipt!
        }),
      ),
    )
    const { db } = instances[0]!
    const kept = await db.selectFrom('records').select(['seq', 'id', 'client', 'recorded_at']).orderBy('seq').execute()
    expect(kept.map(row => row.seq)).toEqual(Array.from({ length: 3 * each }, (_, seq) => seq))
    expect([...told].sort((a, b) => a.seq - b.seq).map(one => one.id)).toEqual(kept.map(row => row.id))
    expect(new Set(kept.map(row => row.client)).size).toBe(3 * each)
    const times = kept.map(row => row.recorded_at)
    expect(times).toEqual([...times].sort())
    const root = (await selectLeaves(db, 0, kept.length)).reduce((before, leaf) => sha256(before, leaf), sha256())
    expect(Buffer.from((await readHead(db)).root).equals(root)).toBe(true)
  })

  it('whose clocks differ never put a record before the one it follows', async () => {
    const database = await open()
    await append(database, [{}])
    const { head } = await append(database, [{}], () => new Date('2001-01-01T00:00:00.000Z'))
    expect(head.recordedAt).toBe(fixedNow().toISOString())
  })

  it.runIf(kind === 'postgres')('go on when the server drops their connections in the midst of a batch', async () => {
    const at = await emptyPlace()
    const [database, other] = [await open(at), await open(at)]
    const sequencer = sequencerOn(database)
    await sequencer.append([{}])
    const dropped = sequencerOn(database, {
      commit: async () => {
        await database.db.transaction().execute(async transaction => {
          await sql`select 1`.execute(transaction)
          await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
            other.db,
          )
          await sql`select 1`.execute(transaction)
        })
        return []
      },
    })
    await expect(dropped.append([{}])).rejects.toThrow('could not be written')
    const [receipt] = await sequencer.append([{}])
    expect(receipt?.seq).toBe(1)
  })
})
