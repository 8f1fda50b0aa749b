import { expect, it } from 'vitest'
import { eraseSubject } from '../../src/erase/erase-subject.ts'
import { addEvent } from '../../src/events/add-event.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { keepAll, keepOne, openAt, staff, valueIn } from '../support/keeping.ts'

describeOnBoth('erasing while two others work', ({ place }) => {
  it('leaves a sound log, and nothing readable that was there before', async () => {
    const at = await place()
    const [one, other] = [await openAt(at), await openAt(at)]
    const before = await keepAll(
      one,
      Array.from({ length: 20 }, () => ({ subjectRef: 'case-1' })),
    )
    const event = { type: 'challenged', reason: 'x' }
    const busy = before.flatMap(({ id }) => [
      keepOne(one, { subjectRef: 'case-1' }),
      addEvent(other, { about: id, event, by: staff }),
    ])
    const [first, second] = await Promise.all([
      eraseSubject(one, { subjectRef: 'case-1' }, { reason: 'erasure-request', by: staff }),
      eraseSubject(other, { record: before[0]!.id }, { reason: 'erasure-request', by: staff }),
    ])
    await Promise.all(busy)
    expect(first.ok || second.ok).toBe(true)
    for (const { id } of before) expect(valueIn(await readRecord(one, id, staff)).state).toBe('erased')
    expect((await verifyLog(one)).faults).toEqual([])
    await Promise.all([one.close(), other.close()])
  })
})
