import { listOf } from '@virtual-school/records'
import { readRules } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { noLog } from '../../src/log.ts'
import { noMetrics } from '../../src/operations/metrics.ts'
import { createRulesHolder } from '../../src/operations/rules-holder.ts'
import { fixture, fixtureFiles, request } from '../fixture.ts'
import { serving } from '../serving.ts'
import { servingKept } from './support.ts'

const other = readRules(fixtureFiles.filter(({ path }) => path !== 'luton/outing.json'))
if (!other.ok) throw new Error(JSON.stringify(other.issues))

it('rules are recorded as active before the first decision by them; a reload that cannot be keeps the old', async () => {
  const state = { isBroken: false }
  const before = () => {
    if (state.isBroken) throw new Error('disk I/O error')
  }
  const events: string[] = []
  const log = { ...noLog, error: (event: string) => void events.push(event) }
  const { keeping, records } = await servingKept({ surroundings: { observer: { before } } })
  const { activate } = keeping
  const holder = createRulesHolder(fixture, async () => other, { log, metrics: () => noMetrics, activate })
  const { post } = await serving({
    recorder: keeping.recorder,
    get rules() {
      return holder.current()
    },
  })
  await post('/decide', request)
  state.isBroken = true
  await holder.reload()
  state.isBroken = false
  expect(holder.current()).toBe(fixture)
  expect(events).toEqual(['rules-kept'])
  await holder.reload()
  expect(holder.current()).toBe(other.value)
  await post('/decide', request)
  const found = await listOf(records, {}, { client: 'test' })
  const told = (found.ok ? found.value.records : []).map(({ envelope }) => [envelope.type, envelope.rules?.digest])
  expect(told.reverse()).toEqual([
    ['rules-activated', fixture.digest],
    ['evaluated', fixture.digest],
    ['rules-activated', other.value.digest],
    ['evaluated', other.value.digest],
  ])
})
