import { expect, it } from 'vitest'
import type { RecordsDatabase } from '../src/database/open.ts'
import { isStorageFailed } from '../src/faults/errors.ts'
import { readHead } from '../src/log/head.ts'
import { selectLeaves } from '../src/log/read.ts'
import { sequencerOn, sha256 } from './support/batches.ts'
import { describeOnBoth } from './support/databases.ts'

interface Fault {
  readonly call: number
  readonly when: 'before' | 'after'
}

/** Fails one call to the database: before it is made, or after, as where the answer is lost. Several may be under way at once. */
const faulty = () => {
  const calls = { before: 0, after: 0 }
  let fault: Fault | undefined
  const at = (when: Fault['when']) => () => {
    calls[when] += 1
    if (fault?.call === calls[when] && fault.when === when) throw new Error('The disk is full')
  }
  const failAt = (next: Fault | undefined) => {
    Object.assign(calls, { before: 0, after: 0 })
    fault = next
  }
  return { observer: { before: at('before'), after: at('after') }, failAt, calls: () => calls.before }
}

/** No record twice, none missing between, every row of a record there, and the head what its records make. */
const expectWhole = async ({ db }: RecordsDatabase): Promise<readonly string[]> => {
  const records = await db.selectFrom('records').select(['seq', 'id']).orderBy('seq').execute()
  const index = await db.selectFrom('record_index').select('seq').orderBy('seq').execute()
  const head = await readHead(db)
  expect(records.map(record => record.seq)).toEqual(records.map((_, at) => at))
  expect(index.map(row => row.seq)).toEqual(records.map(record => record.seq))
  expect(head.size).toBe(records.length)
  const root = (await selectLeaves(db, 0, head.size)).reduce((before, leaf) => sha256(before, leaf), sha256())
  expect(Buffer.from(head.root).equals(root)).toBe(true)
  return records.map(record => record.id)
}

describeOnBoth('whichever call to the database fails', ({ open, emptyPlace }) => {
  it('the caller is told, nothing half is kept, and the next append goes through', async () => {
    const { observer, failAt, calls } = faulty()
    const database = await open(undefined, observer)
    const sequencer = sequencerOn(database)
    const acknowledged: string[] = []
    let made = 0
    const append = async (count: number): Promise<boolean> => {
      const ids = Array.from({ length: count }, (_, at) => `id ${made + at}`)
      made += count
      try {
        await sequencer.append(ids.map(id => ({ id })))
        acknowledged.push(...ids)
        return true
      } catch (error) {
        if (!isStorageFailed(error)) throw error
        return false
      }
    }
    const run = async () => [await append(1), await append(3)]
    failAt(undefined)
    expect(await run()).toEqual([true, true])
    const inOneRun = calls()
    expect(inOneRun).toBeGreaterThanOrEqual(2 * 6)
    for (let call = 1; call <= inOneRun; call += 1) {
      for (const when of ['before', 'after'] as const) {
        failAt({ call, when })
        expect(
          (await run()).filter(ok => !ok),
          `call ${call}, ${when}`,
        ).toHaveLength(1)
        failAt(undefined)
        expect(await append(1)).toBe(true)
        const kept = await expectWhole(database)
        expect(acknowledged.filter(id => !kept.includes(id))).toEqual([])
      }
    }
    const kept = await expectWhole(database)
    expect(new Set(kept).size).toBe(kept.length)
    // An answer lost after COMMIT leaves what nobody was told of; nothing else does.
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1 + 3)
  })

  it('a fault while opening is told, and opening goes through when it is over', async () => {
    const { observer, failAt } = faulty()
    const at = await emptyPlace()
    failAt({ call: 4, when: 'before' })
    await expect(open(at, observer)).rejects.toThrow('The disk is full')
    failAt(undefined)
    await expectWhole(await open(at, observer))
  })
})
