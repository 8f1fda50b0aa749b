import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSequencer } from '../src/append/sequencer.ts'
import { isStorageFailed, type StorageFailure } from '../src/faults/errors.ts'

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Commits are settled by hand, so that no clock decides what happens. */
const byHand = () => {
  const batches: { readonly drafts: readonly number[]; readonly succeed: () => void; readonly fail: () => void }[] = []
  const commit = (drafts: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      const succeed = () => resolve(drafts.map(draft => `receipt ${draft}`))
      batches.push({ drafts, succeed, fail: () => reject(new Error('no space')) })
    })
  /** The batch in its turn, once it is begun. */
  const batch = async (at: number) => {
    while (batches[at] === undefined) await turn()
    return batches[at]
  }
  return { batches, batch, commit }
}

const reasonOf = async (promise: Promise<unknown>): Promise<StorageFailure | 'none'> => {
  try {
    await promise
    return 'none'
  } catch (error) {
    if (isStorageFailed(error)) return error.reason
    throw error
  }
}

describe('the sequencer', () => {
  it('writes what came in one turn as one batch, and what came meanwhile as the next', async () => {
    const { batches, batch, commit } = byHand()
    const { append } = createSequencer({ commit, elapsed: () => 0 })
    const first = [append([1]), append([2, 3])]
    await turn()
    const second = append([4])
    await turn()
    expect(batches.map(one => one.drafts)).toEqual([[1, 2, 3]])
    ;(await batch(0)).succeed()
    expect(await Promise.all(first)).toEqual([['receipt 1'], ['receipt 2', 'receipt 3']])
    ;(await batch(1)).succeed()
    expect(await second).toEqual(['receipt 4'])
  })

  it('never has two batches under way, never splits a call, and keeps the order of calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (sizes, maxBatch) => {
          let under = 0
          const batches: number[][] = []
          const commit = async (drafts: readonly number[]) => {
            under += 1
            expect(under).toBe(1)
            batches.push([...drafts])
            await turn()
            under -= 1
            return drafts
          }
          const { append, close } = createSequencer({ commit, elapsed: () => 0, maxBatch })
          let next = 0
          const calls = sizes.map(size => Array.from({ length: size }, () => next++))
          expect(await Promise.all(calls.map(append))).toEqual(calls)
          await close()
          expect(batches.flat()).toEqual(calls.flat())
          for (const batch of batches) {
            const whole = calls.filter(call => call.some(draft => batch.includes(draft)))
            expect(whole.flat()).toEqual(batch)
            expect(batch.length <= maxBatch || whole.length === 1).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('rejects all of a batch that failed, and the next is tried anew', async () => {
    const { batch, commit } = byHand()
    const { append, pending } = createSequencer({ commit, elapsed: () => 0 })
    const failing = [append([1]), append([2])].map(reasonOf)
    await turn()
    const next = append([3])
    ;(await batch(0)).fail()
    expect(await Promise.all(failing)).toEqual(['failed', 'failed'])
    ;(await batch(1)).succeed()
    expect(await next).toEqual(['receipt 3'])
    await turn()
    expect(pending()).toBe(0)
  })

  it('rejects a batch whose commit throws at once, or gives too few receipts', async () => {
    const thrown = createSequencer({
      commit: () => {
        throw new Error('a fault of ours')
      },
      elapsed: () => 0,
    })
    expect(await reasonOf(thrown.append([1]))).toBe('failed')
    const short = createSequencer({ commit: async () => ['one'], elapsed: () => 0 })
    expect(await reasonOf(short.append([1, 2]))).toBe('failed')
  })

  it('refuses at once where too many wait, and takes more when they are written', async () => {
    const { batch, commit } = byHand()
    const { append } = createSequencer({ commit, elapsed: () => 0, maxBatch: 1, maxQueue: 3 })
    const waiting = [append([1]), append([2]), append([3])]
    expect(await reasonOf(append([4]))).toBe('full')
    for (const at of [0, 1, 2]) {
      ;(await batch(at)).succeed()
      await waiting[at]
    }
    await turn()
    const again = append([5])
    ;(await batch(3)).succeed()
    expect(await again).toEqual(['receipt 5'])
  })

  it('rejects what waited too long without writing it', async () => {
    const { batches, batch, commit } = byHand()
    let time = 0
    const { append, close } = createSequencer({ commit, elapsed: () => time, maxWait: 5000 })
    const slow = append([1])
    await turn()
    const late = reasonOf(append([2]))
    time = 4000
    const inTime = append([3])
    time = 5001
    ;(await batch(0)).succeed()
    await slow
    ;(await batch(1)).succeed()
    expect(await late).toBe('late')
    expect(await inTime).toEqual(['receipt 3'])
    await close()
    expect(batches.map(one => one.drafts)).toEqual([[1], [3]])
  })

  it('writes what waits when it is closed, and takes no more', async () => {
    const { batch, commit } = byHand()
    const { append, close } = createSequencer({ commit, elapsed: () => 0, maxBatch: 1 })
    const waiting = [append([1]), append([2])]
    const closing = close()
    expect(await reasonOf(append([3]))).toBe('closed')
    ;(await batch(0)).succeed()
    await waiting[0]
    ;(await batch(1)).succeed()
    await closing
    expect(await Promise.all(waiting)).toEqual([['receipt 1'], ['receipt 2']])
  })
})
