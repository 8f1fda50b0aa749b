import { spawnSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { makeOnce } from '../../../../test/support/make-once.ts'
import { problems, readSettings, startServer } from '../../src/index.ts'
import { noLog } from '../../src/log.ts'
import { gatherMetrics, type MetricsMessage } from '../../src/operations/cluster-metrics.ts'
import { observeProcess } from '../../src/operations/observe.ts'
import { createGate } from '../../src/operations/overload.ts'
import { createMetrics } from '../../src/operations/prometheus.ts'
import { guarded } from '../access-support.ts'
import { fixture } from '../fixture.ts'
import { familiesIn, faultsIn } from './exposition.ts'

const body = JSON.stringify({ decision: 'remit', trace: 'none', facts: {} })

/** All that a service with records, keys and a second place says after it did a little. */
const textOf = makeOnce(async (): Promise<string> => {
  const { directory, key } = await guarded()
  const { token } = await key('mosaic-luton', ['decide', 'admin'], 100_000)
  const settings = readSettings({
    ...{ PORT: '0', DATA_DIR: directory, LOG_LEVEL: 'silent', STOP_NOTICE_MS: '0', OVERLOAD_DELAY_MS: '10000' },
    CHECKPOINT_DIR: await makeFolder(),
  })
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  const server = await startServer(settings.value)
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  try {
    for (const sent of [body, '{', body])
      await (await fetch(`${server.url}/decide`, { method: 'POST', headers, body: sent })).text()
    await (await fetch(`${server.url}/nothing`)).text()
    const read = async () => (await fetch(`${server.url}/metrics`, { headers })).text()
    // Until the second place has all that the log has: copies are made once a second.
    for (;;) {
      const text = await read()
      const [size, copied] = ['log_size', 'checkpoint_copy_size\\{place="directory"\\}'].map(
        name => new RegExp(`^virtual_school_${name} (\\d+)$`, 'm').exec(text)?.[1],
      )
      if (size !== undefined && size === copied) return text
      await setTimeout(100)
    }
  } finally {
    await server.stop()
  }
})

describe('the metrics', () => {
  it('follow Prometheus’s conventions, and promtool agrees where it is there', async () => {
    const text = await textOf()
    const families = familiesIn(text)
    expect(faultsIn(families)).toEqual([])
    expect(families.length).toBeGreaterThan(15)
    const others = families.filter(({ name }) => !name.startsWith('virtual_school_')).map(({ name }) => name)
    expect(others).toEqual(['process_start_time_seconds'])
    const { error, status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    })
    if (error !== undefined) console.log('skipped: no promtool')
    else expect([status, stdout + stderr]).toEqual([0, ''])
  })

  it('say which build runs, since when, how long the log is, and when each client’s first key expires', async () => {
    const found = new Map(familiesIn(await textOf()).map(one => [one.name.replace('virtual_school_', ''), one.samples]))
    const firstOf = (name: string) => Number(found.get(name)?.[0]?.value)
    expect(found.get('build_info')).toMatchObject([{ labels: { version: '1.0.0', node: process.version }, value: '1' }])
    expect(firstOf('process_start_time_seconds')).toBeCloseTo(performance.timeOrigin / 1_000, 0)
    // The rules, two decisions, and what else is recorded of a start.
    expect(firstOf('log_size')).toBeGreaterThanOrEqual(3)
    expect(firstOf('checkpoint_copy_size')).toBe(firstOf('log_size'))
    expect(firstOf('checkpoint_copy_timestamp_seconds')).toBeGreaterThan(performance.timeOrigin / 1_000)
    expect(found.get('key_expiry_seconds')).toMatchObject([{ labels: { client: 'mosaic-luton' } }])
    expect(firstOf('key_expiry_seconds')).toBeGreaterThan(30 * 86_400)
    const of = (name: string, suffix: string) => found.get(name)?.find(one => one.name.endsWith(suffix))?.value
    expect(of('records_commit_seconds', '_count')).toBe('2')
    const answered = Object.fromEntries(
      found.get('responses_total')!.map(one => [one.labels.status, Number(one.value)]),
    )
    expect(answered['2xx']).toBeGreaterThanOrEqual(2)
    expect(answered).toMatchObject({ '3xx': 0, '4xx': 2, '5xx': 0 })
  })
})

describe('what can be counted is there from the start, at 0', () => {
  const watched = { rules: () => fixture, loopDelay: () => ({ p99: 0 }), residentBytes: () => 1 }

  it('by every problem, outcome, place, status and decision that there can be', async () => {
    const { metrics } = createMetrics(watched)
    const families = familiesIn(await metrics.text())
    const labelled = (name: string) =>
      families
        .find(one => one.name === `virtual_school_${name}`)
        ?.samples.map(({ labels, value }) => `${Object.values(labels).join(' ')} ${value}`)
    expect(labelled('refusals_total')).toEqual(Object.keys(problems).map(slug => `${slug} 0`))
    expect(labelled('rules_reloads_total')).toEqual(['loaded 0', 'refused 0'])
    expect(labelled('checkpoint_failures_total')).toEqual(['directory 0', 'command 0'])
    expect(labelled('responses_total')).toEqual(['2xx 0', '3xx 0', '4xx 0', '5xx 0'])
    const decisions = fixture.decisions.reduce(
      (sum, one) => sum + (one.answers.length + 1) * fixture.authorities.length,
      0,
    )
    expect(labelled('decisions_total')).toHaveLength(decisions)
    expect(labelled('decisions_total')?.every(one => one.endsWith(' 0'))).toBe(true)
    for (const { name, type, samples } of families)
      if (type === 'counter') expect([name, samples.length > 0]).toEqual([name, true])
  })

  it('and counting goes on from there', async () => {
    const { metrics } = createMetrics(watched)
    await metrics.text()
    metrics.decided('outing', 'luton', 'not-permitted')
    await metrics.text()
    expect(await metrics.text()).toMatch(/\{decision="outing",authority="luton",answer="not-permitted"\} 1\n/)
  })
})

describe('a database that does not answer', () => {
  it('keeps no scrape waiting: the size stays as it was last read', async () => {
    let answers = true
    const logSize = () => (answers ? Promise.resolve(7) : new Promise<number>(() => {}))
    const { metrics } = createMetrics({ rules: () => fixture, loopDelay: () => ({}), residentBytes: () => 1, logSize })
    expect(await metrics.text()).toContain('virtual_school_log_size 7\n')
    answers = false
    expect(await metrics.text()).toContain('virtual_school_log_size 7\n')
  })
})

describe('of a cluster', () => {
  it('the sum keeps to the conventions too, and to what adding up would make wrong', async () => {
    const worker = (size: number, started: number, seconds: number) => {
      const { json, metrics } = createMetrics({
        ...{ rules: () => fixture, loopDelay: () => ({ p99: seconds }), residentBytes: () => 5, build: '1.0.0' },
        ...{ startedSeconds: started, logSize: async () => size, keyExpiry: () => [['mosaic', seconds] as const] },
      })
      metrics.shed()
      metrics.checkpointCopied('directory', size, started)
      let heard: ((message: unknown) => void) | undefined
      return {
        on: (_: 'message', listener: (message: unknown) => void) => {
          heard = listener
        },
        off: () => {},
        send: async (said: MetricsMessage) =>
          heard?.({ about: said.about, kind: 'mine', id: said.id, metrics: await json() }),
      }
    }
    const text = await gatherMetrics(() => [worker(3, 100, 9), worker(4, 200, 5)])()
    expect(faultsIn(familiesIn(text))).toEqual([])
    for (const line of [
      'virtual_school_build_info{version="1.0.0",node="VERSION"} 1'.replace('VERSION', process.version),
      ...['process_start_time_seconds 200', 'virtual_school_log_size 4', 'virtual_school_shed_requests_total 2'],
      ...['virtual_school_checkpoint_copy_size{place="directory"} 4', 'virtual_school_resident_memory_bytes 10'],
      ...[
        'virtual_school_event_loop_delay_seconds{stat="p99"} 9',
        'virtual_school_key_expiry_seconds{client="mosaic"} 5',
      ],
    ])
      expect(text).toContain(`${line}\n`)
  })
})

it('the loop is watched by its median, its 99th percentile and its worst', async () => {
  const gate = createGate({ delayMilliseconds: 100, inFlightCount: 10 })
  const { metrics, stop } = observeProcess(gate, { rules: () => fixture }, noLog)
  const text = await metrics.text()
  stop()
  for (const stat of ['p50', 'p99', 'max']) expect(text).toContain(`event_loop_delay_seconds{stat="${stat}"}`)
})

describe('the check of conventions itself', () => {
  it.each([
    ['x_seconds', '# HELP x_seconds a\n# TYPE x_seconds gauge\nx_seconds{quantile="0.5"} 1\n', 'only a summary'],
    ['a counter', '# HELP x a\n# TYPE x counter\nx 1\n', 'ends with _total'],
    ['a gauge', '# HELP x_total a\n# TYPE x_total gauge\nx_total 1\n', 'only a counter'],
    ['no help', '# HELP x \n# TYPE x gauge\nx 1\n', 'no HELP'],
    ['a unit', '# HELP x_ms a\n# TYPE x_ms gauge\nx_ms 1\n', 'base unit'],
    ['a series twice', '# HELP x a\n# TYPE x gauge\nx{a="1"} 1\nx{a="1"} 2\n', 'twice'],
    ['a value', '# HELP x a\n# TYPE x gauge\nx Nan\n', 'no number'],
  ])('finds what is wrong with %s', (_, text, fault) => {
    expect(faultsIn(familiesIn(text)).join()).toContain(fault)
  })
})
