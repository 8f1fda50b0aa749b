import { MessageChannel } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft, Kept } from '../src/append/draft.ts'
import type { Appender } from '../src/append/records.ts'
import { createSequencer } from '../src/append/sequencer.ts'
import { createWorkerAppender, type StartWorker } from '../src/append/worker-appender.ts'
import type { ToWorker } from '../src/append/worker-protocol.ts'
import { serveAppends } from '../src/append/worker-protocol.ts'
import { isStorageFailed, type StorageFailed } from '../src/faults/errors.ts'

const draft = (id: string): Draft => ({ clear: { id, type: 'accessed', client: 'local' } })
const idsOf = (some: readonly { readonly id: string }[]): readonly string[] => some.map(({ id }) => id)
const kept = (drafts: readonly Draft[]): readonly Kept[] =>
  drafts.map(({ clear: { id } }, seq) => ({ id, seq, recordedAt: '2026-11-26T12:00:00.000Z', receipt: `of ${id}` }))

const end = { size: 3, recordedAt: '2026-11-26T12:00:00.000Z' }

type Commit = (drafts: readonly Draft[]) => Promise<readonly Kept[]>

/** The two sides as they stand in two threads: what passes between them is cloned, and comes in a later turn. */
const twoSides = (commit: Commit = async drafts => kept(drafts), probe: Appender['probe'] = async () => end) => {
  const posted: ToWorker[] = []
  const started: { readonly end: () => void }[] = []
  const start: StartWorker = (heard, gone) => {
    const { port1, port2 } = new MessageChannel()
    const sequencer = createSequencer<Draft, Kept>({ commit, elapsed: () => performance.now() })
    serveAppends({ ...sequencer, probe }, port2)
    port1.on('message', heard)
    port1.on('close', () => gone(new Error('out of memory')))
    started.push({ end: () => port1.close() })
    const post = (message: ToWorker) => {
      posted.push(message)
      port1.postMessage(message)
    }
    return { post }
  }
  return { ...createWorkerAppender(start), posted, started }
}

const failureOf = (promise: Promise<unknown>): Promise<StorageFailed> =>
  promise.then(
    () => Promise.reject(new Error('It was not rejected')),
    error => (isStorageFailed(error) ? error : Promise.reject(error)),
  )

const never = new Promise<never>(() => {})

describe('appending in another thread', () => {
  it('gives each call the receipts of its own drafts, whatever is called when', async () => {
    const turn = () => new Promise(resolve => setImmediate(resolve))
    const someCalls = fc.array(fc.record({ drafts: fc.nat(4), turns: fc.nat(2) }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(someCalls, async calls => {
        const { append, close } = twoSides()
        const answers: Promise<readonly Kept[]>[] = []
        const asked = calls.map(({ drafts }, call) => Array.from({ length: drafts }, (_, at) => draft(`${call}-${at}`)))
        for (const [call, { turns }] of calls.entries()) {
          answers.push(append(asked[call]!))
          for (let n = 0; n < turns; n += 1) await turn()
        }
        const found = await Promise.all(answers)
        expect(found.map(idsOf)).toEqual(asked.map(drafts => idsOf(drafts.map(({ clear }) => clear))))
        expect(found.flat().every(({ id, receipt }) => receipt === `of ${id}`)).toBe(true)
        await close()
      }),
    )
  })

  it('posts the calls of one turn at once, and nothing where there is nothing', async () => {
    const { append, close, posted } = twoSides()
    await Promise.all([append([draft('a')]), append([draft('b'), draft('c')]), append([])])
    expect(posted).toHaveLength(1)
    await close()
    expect(posted).toHaveLength(2)
  })

  it('tells why storage failed, as it was told in the thread', async () => {
    const full = Object.assign(new Error('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_FULL' })
    const { append, close } = twoSides(() => Promise.reject(full))
    const { reason, cause } = await failureOf(append([draft('a')]))
    expect(reason).toBe('failed')
    expect(cause).toBeInstanceOf(Error)
    expect(cause).toMatchObject({ name: 'SqliteError', message: 'disk I/O error', code: 'SQLITE_FULL' })
    expect((cause as Error).stack).toContain('thread.test.ts')
    await close()
  })

  it('tries there too whether anything could be kept, with the rules in use, and tells what is wrong', async () => {
    const asked: unknown[] = []
    const { probe, close } = twoSides(undefined, async rules => {
      asked.push(rules)
      if (rules === 'sha256:b')
        throw Object.assign(new Error('gone'), { name: 'RecordsFault', code: 'RECORDS_FILE_GONE' })
      return end
    })
    expect(await probe('sha256:a')).toEqual(end)
    expect(await probe()).toEqual(end)
    const { reason, cause } = await failureOf(probe('sha256:b'))
    expect([reason, cause]).toEqual(['failed', expect.objectContaining({ name: 'RecordsFault', message: 'gone' })])
    expect(asked).toEqual(['sha256:a', undefined, 'sha256:b'])
    await close()
  })

  it('rejects what was waiting when the thread ended, and starts another for the next call', async () => {
    let isStuck = true
    const { append, close, started } = twoSides(drafts => (isStuck ? never : Promise.resolve(kept(drafts))))
    const waiting = [failureOf(append([draft('a')])), failureOf(append([draft('b')]))]
    while (started.length === 0) await new Promise(resolve => setImmediate(resolve))
    started[0]!.end()
    for (const { reason, cause } of await Promise.all(waiting))
      expect([reason, (cause as Error).message]).toEqual(['failed', 'out of memory'])
    isStuck = false
    expect(idsOf(await append([draft('c')]))).toEqual(['c'])
    expect(started).toHaveLength(2)
    await close()
  })

  it('is ready once the thread has answered, or tells that it cannot be', async () => {
    const { ready, close, started } = twoSides()
    await ready()
    expect(started).toHaveLength(1)
    await close()
    const { reason } = await failureOf(ready())
    expect(reason).toBe('closed')
  })

  it('rejects where no thread can be started, and tries again for the next call', async () => {
    const { append, ready, close } = createWorkerAppender(() => {
      throw new Error('no more threads')
    })
    for (const id of ['a', 'b']) {
      const { reason, cause } = await failureOf(append([draft(id)]))
      expect([reason, (cause as Error).message]).toEqual(['failed', 'no more threads'])
    }
    expect((await failureOf(ready())).reason).toBe('failed')
    await close()
  })

  it('closes once what was waiting is written, takes no more, and may be closed again or before anything', async () => {
    const { append, close } = twoSides()
    const waiting = append([draft('a')])
    await Promise.all([close(), close()])
    expect(idsOf(await waiting)).toEqual(['a'])
    expect((await failureOf(append([draft('b')]))).reason).toBe('closed')
    const unused = twoSides()
    await unused.close()
    expect(unused.started).toHaveLength(0)
  })
})
