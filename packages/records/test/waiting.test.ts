import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type DatabasePlace, openDatabase, type RecordsDatabase } from '../src/database/open.ts'
import { pipeline } from '../src/database/pipeline.ts'
import { isStorageFailed } from '../src/faults/errors.ts'
import { lockHead } from '../src/log/head.ts'
import { append, sequencerOn } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

/** Holds the head until it is let go. */
const hold = async ({ db, kind }: RecordsDatabase): Promise<() => Promise<void>> => {
  let letGo = () => {}
  const held = new Promise<void>(resolve => {
    letGo = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>(resolve => {
    locked = resolve
  })
  const done = db.transaction().execute(async transaction => {
    await pipeline(transaction, lockHead(transaction, kind))
    locked()
    await held
  })
  await isLocked
  return async () => {
    letGo()
    await done
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Has the server cancel the statement that waits for a lock, as its `statement_timeout` would; until there is one, looks again. */
const cancelWaiting = async ({ db }: RecordsDatabase): Promise<void> => {
  const cancel = sql`select pg_cancel_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await cancel.execute(db)).rows.length === 0) await pause(10)
}

describeOnBoth('a head that another instance holds', ({ kind, open, place }) => {
  it('is waited for, while reads go on', async () => {
    const at = await place()
    const [database, other] = [await open(at), await open(at)]
    await append(database, [{}])
    const letGo = await hold(other)
    let free = false
    const appended = append(database, [{}]).then(built => ({ built, free }))
    await pause(150)
    if (kind === 'postgres') {
      expect(await database.db.selectFrom('records').select('seq').execute()).toHaveLength(1)
    }
    free = true
    await letGo()
    expect(await appended).toMatchObject({ built: { head: { size: 2 } }, free: true })
  })

  it.runIf(kind === 'postgres')('for too long fails the batch, and the next goes through', async () => {
    const { url } = (await place()) as { readonly url: string }
    const [database, other, third] = [await open({ url }), await open({ url }), await open({ url })]
    const sequencer = sequencerOn(database)
    const letGo = await hold(other)
    const refused = sequencer.append([{}]).catch(error => error)
    await cancelWaiting(third)
    expect(isStorageFailed(await refused)).toBe(true)
    await letGo()
    expect(await sequencer.append([{}])).toMatchObject([{ seq: 0 }])
  })
})

describeOnBoth('storage', ({ kind, open }) => {
  it.runIf(kind === 'sqlite')(
    'that is full refuses, keeps serving reads, and takes more when there is room',
    async () => {
      const database = await open()
      const sequencer = sequencerOn(database)
      const room = (pages: number) => sql.raw(`pragma main.max_page_count = ${pages}`).execute(database.db)
      const draft = () => ({ payload: Buffer.alloc(20_000, 1) })
      await sequencer.append([draft()])
      await room(1)
      const refused = await sequencer.append([draft(), draft()]).catch(error => error)
      expect(isStorageFailed(refused)).toBe(true)
      expect(await database.db.selectFrom('records').select('seq').execute()).toHaveLength(1)
      await room(1_000_000)
      expect(await sequencer.append([draft()])).toMatchObject([{ seq: 1 }])
    },
  )

  it('that cannot be reached is not opened', async () => {
    const nowhere: DatabasePlace =
      kind === 'sqlite' ? { directory: '/dev/null/records' } : { url: 'postgres://nobody@127.0.0.1:1/none' }
    await expect(openDatabase(nowhere)).rejects.toThrow(Error)
  })
})
