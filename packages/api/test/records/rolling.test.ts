import { listOf } from '@virtual-school/records'
import { type RuleFile, readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { expect, test } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { noLog } from '../../src/log.ts'
import { noMetrics } from '../../src/operations/metrics.ts'
import { createRulesHolder } from '../../src/operations/rules-holder.ts'
import { fixture, fixtureFiles, request } from '../fixture.ts'
import { problemOf, serving } from '../serving.ts'
import { servingKept } from './support.ts'

/** The same rules as version 7.0.1, in which a council has taken its own back, so that the answer is another. */
const changed = JSON.parse(
  JSON.stringify(fixtureFiles.filter(({ path }) => path !== 'luton/outing.json')).replace('7.0.0', '7.0.1'),
) as readonly RuleFile[]
const read = readRules(changed)
if (!read.ok) throw new Error(JSON.stringify(read.issues))
const next = read.value

/** An instance on the same records, which can be told to load the new rules. */
const startInstance = async (folder: string) => {
  const { keeping, records } = await servingKept({ folder })
  const holder = createRulesHolder(fixture, async () => ({ ok: true, value: next }), {
    log: noLog,
    metrics: () => noMetrics,
    activate: keeping.activate,
  })
  const served = await serving({
    recorder: keeping.recorder,
    get rules() {
      return holder.current()
    },
  })
  return { ...served, records, reload: holder.reload }
}

interface Kept {
  readonly id: string
  readonly result: {
    readonly answer: string | null
    readonly rules: { readonly version: string; readonly digest: string }
  }
}
const own = (rules: Rules) => ({ version: rules.version, digest: rules.digest })

test('two instances roll to other rules one after the other, over the same records', async () => {
  const folder = await makeFolder()
  const one = await startInstance(folder)
  const two = await startInstance(folder)
  const all = [one, two]
  const decide = async (instance: (typeof all)[number], more: object = {}) => {
    const response = await instance.post('/decide', { ...request, ...more })
    expect(response.status).toBe(200)
    return (await response.json()) as Kept
  }
  const readyWith = async (instance: (typeof all)[number]) => (await instance.get('/health/ready')).json()

  // Before: both say the same.
  const before = [await decide(one), await decide(two)]
  for (const { result } of before) expect(result.rules).toMatchObject(own(fixture))

  // Meanwhile: each says which it has, and whoever insists is told by the one that has others.
  await two.reload()
  expect([await readyWith(one), await readyWith(two)]).toMatchObject([own(fixture), own(next)])
  const between = [await decide(one), await decide(two)]
  expect(between.map(({ result }) => result.rules.digest)).toEqual([fixture.digest, next.digest])
  expect(new Set(between.map(({ result }) => JSON.stringify({ ...result, rules: null }))).size).toBe(2)
  for (const [rules, has, hasNot] of [
    [fixture, one, two],
    [next, two, one],
  ] as const) {
    for (const pin of [rules.version, rules.digest]) {
      expect((await decide(has, { rules: pin })).result.rules.digest).toBe(rules.digest)
      const refused = await hasNot.post('/decide', { ...request, rules: pin })
      const { offers } = await problemOf(refused, 'rules-not-on-offer')
      expect(offers).toEqual([own(rules === fixture ? next : fixture)])
    }
  }
  // What was decided by the old rules is given again by the other instance, as it was.
  const key = { 'content-type': 'application/json', 'idempotency-key': '"rolling"' }
  const first = await (await one.post('/decide', request, key)).text()
  expect(await (await two.post('/decide', request, key)).text()).toBe(first)

  // After: both say the same again, and every record names what decided it.
  await one.reload()
  const after = [await decide(one), await decide(two)]
  for (const { result } of after) expect(result.rules).toMatchObject(own(next))
  for (const { id, result } of [...before, ...between, ...after])
    for (const instance of all) {
      const opened = (await (await instance.get(`/records/${id}`)).json()) as {
        envelope: { rules: object }
        result: object
      }
      expect(opened.envelope.rules).toMatchObject(result.rules.version === next.version ? own(next) : own(fixture))
      expect(opened.result).toEqual({ ...result, trace: null })
    }
  const found = await listOf(one.records, { type: 'rules-activated' }, { client: 'test' })
  expect((found.ok ? found.value.records : []).map(({ envelope }) => envelope.rules?.digest).reverse()).toEqual([
    fixture.digest,
    next.digest,
  ])
})
