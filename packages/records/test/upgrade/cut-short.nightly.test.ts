import { expect, it } from 'vitest'
import { sizeOf } from '../../../../test/support/sizes.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { oldPlaces } from '../support/old-places.ts'

const oneIn = { sqlite: sizeOf('UPGRADE_CUTS_SQLITE'), postgres: sizeOf('UPGRADE_CUTS_POSTGRES') }

/**
 * Counts statements, and fails from one on: before it is made, or after, as a process that was killed does not hear of what it did.
 * What was begun is taken back, as a database does when its process is gone.
 */
const counting = (fail?: { readonly at: number; readonly when: 'before' | 'after' }) => {
  const calls = { before: 0, after: 0 }
  const step = (when: 'before' | 'after') => (sql: string) => {
    // A begin of which nobody hears would stay open in this process; failing before the next statement is the same.
    if (/^rollback/i.test(sql) || (when === 'after' && /^begin/i.test(sql))) return
    calls[when] += 1
    if (fail?.when === when && calls[when] >= fail.at) throw new Error('The process was killed')
  }
  return { observer: { before: step('before'), after: step('after') }, calls }
}

describeOnBoth('bringing records of before up to date', databases => {
  const { old, open, closeAll } = oldPlaces(databases)

  const bound = ({ database: { db } }: Records) =>
    db.selectFrom('keys.subjects').selectAll().orderBy('subject').execute()

  const openedAfterCut = async (fail: { readonly at: number; readonly when: 'before' | 'after' }) => {
    const at = await old()
    await expect(open(at, counting(fail).observer), `${fail.when} ${fail.at}`).rejects.toThrow()
    return open(at)
  }

  it('ends in the same wherever it is cut short', async () => {
    const { observer, calls } = counting()
    const whole = await open(await old(), observer)
    const statements = { ...calls }
    const expected = await bound(whole)
    expect(expected.map(row => row.bound).filter(one => one === null)).toEqual([])
    const { verified } = await verifyLog(whole)
    await closeAll()
    expect(statements.before).toBeGreaterThan(20)
    const step = oneIn[databases.kind]
    for (const when of ['before', 'after'] as const)
      for (let at = 1 + (when === 'before' ? 0 : Math.floor(step / 2)); at <= statements[when]; at += step) {
        const records = await openedAfterCut({ at, when })
        expect(await bound(records), `${when} ${at}`).toEqual(expected)
        const report = await verifyLog(records)
        expect(report.faults, `${when} ${at}`).toEqual([])
        expect(report.counts.types['subjects-bound'], `${when} ${at}`).toBe(1)
        expect(report.verified.size).toBe(verified.size)
        await closeAll()
      }
  })

  it('goes on with what the keys have and the log has not, and the other way round', async () => {
    const at: DatabasePlace = await old()
    // Each attempt gets one statement further than the one before it, from wherever that ended.
    for (let n = 1; ; n += 1) {
      const { observer } = counting({ at: n, when: n % 2 === 0 ? 'before' : 'after' })
      const isDone = await open(at, observer).then(
        () => true,
        () => false,
      )
      if (isDone) break
      expect(n).toBeLessThan(500)
    }
    await closeAll()
    const report = await verifyLog(await open(at))
    expect(report.faults).toEqual([])
    expect(report.counts.types['subjects-bound']).toBe(1)
  })
})
