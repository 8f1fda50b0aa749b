import { describe, expect, it } from 'vitest'
import { watchStorage } from '../../src/recording/watch-storage.ts'

const every = 5
const patience = { interval: 2 }

/** Storage that does what it is told, and what was told of it. */
const watched = (more: { readonly probe?: () => Promise<void> } = {}) => {
  const state = { probes: 0, looks: 0, fault: undefined as Error | undefined, locks: undefined as Error | undefined }
  const told: string[] = []
  const asked: unknown[] = []
  const records = {
    database: {
      files: {
        ids: {},
        check: () => {},
        checkLocks: () => {
          state.looks += 1
          if (state.locks) throw state.locks
        },
      },
    },
    probe: async (rules?: string) => {
      state.probes += 1
      asked.push(rules)
      await more.probe?.()
      if (state.fault) throw state.fault
      return { size: 1, recordedAt: '2026-11-26T12:00:00.000Z' }
    },
  } as unknown as Parameters<typeof watchStorage>[0]
  const watch = watchStorage(records, {
    rules: () => 'sha256:a',
    onSuccess: (time, isAgain) => told.push(`works ${time.slice(0, 10)}${isAgain ? ' again' : ''}`),
    onFailure: (thrown, isFirst) => told.push(`fails ${(thrown as Error).message}${isFirst ? ' first' : ''}`),
    everyMilliseconds: every,
  })
  return { watch, state, told, asked }
}

describe('storage, while nobody asks for anything', () => {
  it('is tried at the start and then steadily, with the rules in use; what fails is found, and that it works again', async () => {
    const { watch, state, told, asked } = watched()
    await watch.start()
    expect([watch.isFailing(), told, asked]).toEqual([false, ['works 2026-11-26'], ['sha256:a']])
    await expect.poll(() => state.probes, patience).toBeGreaterThan(3)
    state.fault = new Error('gone')
    await expect.poll(() => watch.isFailing(), patience).toBe(true)
    expect(told.at(-1)).toMatch(/^fails gone/)
    state.fault = undefined
    await expect.poll(() => watch.isFailing(), patience).toBe(false)
    expect(told.filter(one => / first$| again$/.test(one))).toEqual(['fails gone first', 'works 2026-11-26 again'])
    watch.stop()
  })

  it('that fails at the start is told at the start', async () => {
    const { watch, state } = watched()
    state.fault = new Error('gone')
    await watch.start()
    expect(watch.isFailing()).toBe(true)
    watch.stop()
  })

  it('is left alone while decisions are kept, its files aside', async () => {
    const { watch, state } = watched()
    await watch.start()
    const before = state.probes
    const timer = setInterval(() => watch.noteSuccess('2026-11-26T12:00:01.000Z'), 1)
    watch.noteSuccess('2026-11-26T12:00:01.000Z')
    await expect.poll(() => state.looks, patience).toBeGreaterThan(5)
    clearInterval(timer)
    // A look may fall between two of what is kept.
    expect(state.probes - before).toBeLessThan(state.looks)
    state.locks = new Error('locks')
    await expect.poll(() => watch.isFailing(), patience).toBe(true)
    watch.stop()
  })

  it('is not taken to work again by a probe that was under way when something failed', async () => {
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    const { watch, told } = watched({ probe: () => held })
    const started = watch.start()
    watch.noteFailure(new Error('a decision'))
    letGo()
    await started
    expect([watch.isFailing(), told]).toEqual([true, ['fails a decision first']])
    await expect.poll(() => watch.isFailing(), patience).toBe(false)
    watch.stop()
  })

  it('works again once something was kept', async () => {
    const { watch, state } = watched()
    state.fault = new Error('gone')
    watch.noteFailure(new Error('gone'))
    watch.noteSuccess('2026-11-26T12:00:01.000Z')
    expect(watch.isFailing()).toBe(false)
    watch.stop()
  })

  it('that is closed while it is tried is not said to fail', async () => {
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    const { watch, state, told } = watched({ probe: () => held })
    const started = watch.start()
    watch.stop()
    state.fault = new Error('closed')
    letGo()
    await started
    expect(told).toEqual([])
  })
})
