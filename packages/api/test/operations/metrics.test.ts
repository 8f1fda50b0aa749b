import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createMetrics } from '../../src/operations/prometheus.ts'
import { fixture, request as open } from '../fixture.ts'
import { serving } from '../serving.ts'

const request = { ...open, facts: { ...open.facts, parentAgrees: false } }
const watched = { rules: () => fixture, loopDelay: () => ({ p99: 0.25 }), residentBytes: () => 1234 }
/** What is counted, by name and labels, besides the buckets. */
const counted = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#') && !line.includes('_bucket{'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

test('decisions, refusals, routes, rules and delays are counted', async () => {
  const { metrics } = createMetrics(watched)
  const { get, post } = await serving({ metrics })
  await (await post('/decide', request)).text()
  await (await post('/decide', { ...request, facts: {} })).text()
  await (await post('/decide/batch', [request, { ...request, decision: 'outin' }, request])).text()
  await (await post('/decide', '{')).text()
  await (await get('/rules/nothing-such')).text()
  await (await get('/nothing-such')).text()
  const read = async () => counted(await (await get('/metrics')).text())
  await expect.poll(async () => (await read())['virtual_school_refusals_total{problem="not-found"}']).toBe(2)
  const decision = 'decision="outing",authority="luton"'
  expect(await read()).toMatchObject({
    [`virtual_school_decisions_total{${decision},answer="not-permitted"}`]: 3,
    [`virtual_school_decisions_total{${decision},answer="undetermined"}`]: 1,
    'virtual_school_refusals_total{problem="malformed-body"}': 1,
    'virtual_school_request_duration_seconds_count{route="/decide"}': 3,
    'virtual_school_request_duration_seconds_count{route="/decide/batch"}': 1,
    'virtual_school_request_duration_seconds_count{route="/rules/:name"}': 1,
    [`virtual_school_rules_info{version="7.0.0",digest="${fixture.digest}"}`]: 1,
    'virtual_school_event_loop_delay_seconds{stat="p99"}': 0.25,
    virtual_school_resident_memory_bytes: 1234,
    virtual_school_cross_check_disagreements_total: 0,
    virtual_school_shed_requests_total: 0,
  })
})

test('a disagreement of the evaluators is counted', async () => {
  const { metrics } = createMetrics(watched)
  const crossCheck = { share: 1, random: () => 0, evaluateToJson: async () => 'otherwise' }
  const { post } = await serving({ metrics, crossCheck })
  await (await post('/decide', request)).text()
  const found = counted(await metrics.text())
  expect(found.virtual_school_cross_check_disagreements_total).toBe(1)
  const given = Object.entries(found).filter(
    ([name, count]) => name.startsWith('virtual_school_decisions_total') && count > 0,
  )
  expect(given).toEqual([])
})

test('what arrives as no request at all is counted', async () => {
  const { metrics } = createMetrics(watched)
  const service = await serving({ metrics })
  const socket = connect(service.port, '127.0.0.1').end('canary\r\n\r\n').resume()
  await new Promise(resolve => socket.once('close', resolve))
  expect(counted(await metrics.text())['virtual_school_refusals_total{problem="malformed-request"}']).toBe(1)
})

test('two services count apart', async () => {
  const [one, other] = [createMetrics(watched).metrics, createMetrics(watched).metrics]
  one.shed()
  expect(counted(await other.text()).virtual_school_shed_requests_total).toBe(0)
})
