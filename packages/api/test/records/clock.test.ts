import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { noLog } from '../../src/log.ts'
import { createMetrics } from '../../src/operations/prometheus.ts'
import { createLogClock } from '../../src/recording/background.ts'
import { fixture, request } from '../fixture.ts'
import { servingKept } from './support.ts'

const clockAt = (time: string) => {
  const state = { now: new Date(time) }
  const said: string[] = []
  const note = (event: string, details: object = {}) => void said.push(`${event} ${JSON.stringify(details)}`)
  return { state, said, clock: createLogClock(() => state.now, { ...noLog, error: note, info: note }) }
}

describe('a clock behind the log', () => {
  it('by more than a minute is an error, said once, and said to be over', () => {
    const { state, said, clock } = clockAt('2026-11-26T12:00:00.000Z')
    clock.noteRecordedAt('')
    clock.noteRecordedAt('2026-11-26T12:00:59.000Z')
    expect([said, clock.behindSeconds()]).toEqual([[], 59])
    clock.noteRecordedAt('2027-12-31T12:00:00.000Z')
    clock.noteRecordedAt('2027-12-31T12:00:00.000Z')
    expect(said).toEqual([
      expect.stringMatching(/^clock-behind-log .*"behindSeconds":34560000.*"lastRecordedAt":"2027-12-31/),
    ])
    state.now = new Date('2027-12-31T12:00:00.000Z')
    expect(clock.behindSeconds()).toBe(0)
    clock.noteRecordedAt('2027-12-31T12:00:00.000Z')
    expect(said.at(-1)).toMatch(/^clock-caught-up/)
  })

  it('is a metric, the worst of a cluster', async () => {
    const watched = { rules: () => fixture, loopDelay: () => ({}), residentBytes: () => 1 }
    const { metrics } = createMetrics({ ...watched, clockBehindSeconds: () => 90.5 })
    expect(await metrics.text()).toContain('virtual_school_clock_behind_log_seconds 90.5\n')
    expect(await createMetrics(watched).metrics.text()).toContain('virtual_school_clock_behind_log_seconds 0\n')
  })

  it('stands beside the log’s time in each record that was made meanwhile, and is told of at the start', async () => {
    const folder = await makeFolder()
    const at = (time: string) => ({ folder, surroundings: { now: () => new Date(time) } })
    const ahead = await servingKept(at('2027-12-31T12:00:00.000Z'))
    await ahead.post('/decide', request)
    const said: string[] = []
    const log = { ...noLog, error: (event: string) => void said.push(event) }
    const behind = await servingKept({ ...at('2026-11-26T12:00:00.000Z'), log })
    await behind.keeping.recorder!.start()
    expect(said).toEqual(['clock-behind-log'])
    const { receipt } = (await (await behind.post('/decide', request)).json()) as { receipt: { envelope: object } }
    expect(receipt.envelope).toMatchObject({
      recordedAt: '2027-12-31T12:00:00.000Z',
      clock: '2026-11-26T12:00:00.000Z',
    })
    expect(behind.keeping.clockBehindSeconds()).toBeGreaterThan(0)
  })
})
