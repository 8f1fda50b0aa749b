import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { loadRules, startInterview } from '../src/index.ts'
import type { DecisionRequest, Rules } from '../src/internal.ts'
import { evaluateToJsonWithJsonRulesEngine } from '../src/json-rules-engine.ts'

/** What JavaScript can hand over and JSON cannot: it is refused, in words, and is never taken for “nothing was asked”. */
const rules = (await loadRules(realDirectory)) as Rules
const asked = { decision: 'remit', asOf: '2026-11-22' } as const

/** What every way to ask says of a request: as `code pointer`, or the status. */
const saidOf = async (request: unknown): Promise<readonly string[]> => {
  const given = request as DecisionRequest
  const ways = [
    rules.evaluate(given),
    JSON.parse(rules.evaluateToJson(given).text),
    JSON.parse((await evaluateToJsonWithJsonRulesEngine(rules, given)).text),
    rules.evaluateForRecord(given),
    rules.answer(given),
    startInterview(rules, given),
  ].map(found =>
    'issues' in found
      ? found.issues.map((one: { code: string; pointer: string }) => `${one.code} ${one.pointer}`)
      : ['decided'],
  )
  const parsed = rules.parseRequest(request)
  ways.push(parsed.ok ? ['decided'] : parsed.issues.map(one => `${one.code} ${one.pointer}`))
  for (const said of ways) expect(said).toEqual(ways[0])
  return ways[0]!
}

class Facts {
  careStatus = 'looked-after'
}
class GivenFacts {
  get careStatus() {
    return 'looked-after'
  }
}
const throwing = (): never => {
  throw new Error('not here')
}
const revoked = <T extends object>(value: T): T => {
  const { proxy, revoke } = Proxy.revocable(value, {})
  revoke()
  return proxy
}

describe('facts that are no plain object', () => {
  test.each([
    ['a Map', new Map([['careStatus', 'looked-after']])],
    ['a Promise, as await was forgotten', Promise.resolve({ careStatus: 'looked-after' })],
    ['a Set', new Set(['careStatus'])],
    ['a Date', new Date(0)],
    ['an error', new Error('no')],
    ['a pattern', /./],
    ['bytes', new Uint8Array(3)],
    ['an instance of a class', new Facts()],
    ['an instance of a class with getters', new GivenFacts()],
    ['an object that inherits its members', Object.create({ careStatus: 'looked-after' })],
    ['an object that inherits from one without a prototype', Object.create(Object.create(null))],
    ['an array', []],
    ['a text', 'careStatus'],
    ['a boxed text', Object('careStatus')],
    ['a function', () => ({})],
    ['null', null],
    ['a Proxy that is revoked', revoked({})],
    ['a Proxy that throws when it is asked what it is', new Proxy({}, { getPrototypeOf: throwing })],
  ])('are refused: %s', async (_, facts) => {
    expect(await saidOf({ ...asked, facts })).toEqual(['wrong-type /facts'])
  })

  test('are told apart from an object of another window, or without a prototype', async () => {
    const elsewhere = runInContext(`({ careStatus: 'looked-after' })`, createContext())
    const bare = Object.assign(Object.create(null), { careStatus: 'looked-after' })
    const here = rules.evaluateToJson({ ...asked, facts: { careStatus: 'looked-after' } }).text
    expect(rules.evaluateToJson({ ...asked, facts: elsewhere }).text).toBe(here)
    expect(rules.evaluateToJson({ ...asked, facts: bare }).text).toBe(here)
  })
})

describe('members of facts', () => {
  test('that are undefined were not asked', () => {
    const without = rules.evaluateToJson({ ...asked, facts: {} }).text
    expect(rules.evaluateToJson({ ...asked, facts: { careStatus: undefined, ageYears: undefined } }).text).toBe(without)
  })

  test.each([
    ['a getter', Object.defineProperty({}, 'careStatus', { enumerable: true, get: throwing }), '/facts/careStatus'],
    ['a Proxy’s list of names', new Proxy({}, { ownKeys: throwing }), '/facts'],
    ['a Proxy’s members', new Proxy({ ageYears: 3 }, { get: throwing }), '/facts/ageYears'],
  ])('that throw when they are read give an issue: %s', async (_, facts, pointer) => {
    expect(await saidOf({ ...asked, facts })).toEqual([`unreadable ${pointer}`])
  })
})

describe('a request that is no plain object', () => {
  test.each([
    ['a Map', new Map(Object.entries({ ...asked, facts: {} }))],
    ['a Promise', Promise.resolve({ ...asked, facts: {} })],
    ['an instance of a class', Object.assign(new Facts(), asked, { facts: {} })],
    ['an object that inherits its members', Object.create({ ...asked, facts: {} })],
    ['a Proxy that is revoked', revoked({ ...asked, facts: {} })],
    ['nothing', undefined],
  ])('is refused: %s', async (_, request) => {
    expect(await saidOf(request)).toEqual(['wrong-type '])
  })

  test.each([
    ['authority', Object.defineProperty({ ...asked, facts: {} }, 'authority', { enumerable: true, get: throwing })],
    ['facts', Object.defineProperty({ ...asked }, 'facts', { enumerable: true, get: throwing })],
    [
      'asOf',
      new Proxy({ ...asked, facts: {} }, { get: (of, name) => (name === 'asOf' ? throwing() : Reflect.get(of, name)) }),
    ],
  ])('gives an issue if reading its “%s” throws', async (name, request) => {
    expect(await saidOf(request)).toEqual([`unreadable /${name}`])
  })

  test('gives an issue if it does not say what it has', async () => {
    expect(await saidOf(new Proxy({ ...asked, facts: {} }, { ownKeys: throwing }))).toEqual(['unreadable '])
  })
})
