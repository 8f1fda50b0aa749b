import { describe, expect, test } from 'vitest'
import { fixture, request } from './fixture.ts'
import { problemOf, serving } from './serving.ts'

const { post } = await serving()

describe('POST /decide', () => {
  test('answers the library’s bytes', async () => {
    for (const asked of [
      request,
      { ...request, trace: 'none' as const },
      { ...request, authority: 'england', facts: {} },
    ]) {
      const response = await post('/decide', asked)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(await response.text()).toBe(`{"result":${fixture.evaluateToJson(asked).text}}`)
    }
  })

  test('answers 200 where the facts do not settle it', async () => {
    const { result } = (await (await post('/decide', { ...request, facts: {} })).json()) as {
      result: { status: string; missing: unknown[] }
    }
    expect(result.status).toBe('undetermined')
    expect(result.missing.length).toBeGreaterThan(0)
  })

  test('refuses facts with every issue at once, each with its place', async () => {
    const body = {
      ...request,
      decision: 'outin',
      asOf: '2026-02-30',
      colour: 1,
      facts: { ageYears: 'four', wether: 'sunny', weather: 'sunni' },
    }
    const response = await post('/decide', body)
    expect(response.status).toBe(422)
    const { issues } = await problemOf(response, 'request-refused')
    expect(issues.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      ' unknown-member',
      '/asOf impossible-date',
      '/decision unknown-decision',
      '/facts/ageYears wrong-type',
      '/facts/weather unknown-word',
      '/facts/wether unknown-fact',
    ])
    expect(issues.map(({ suggestion }) => suggestion).filter(Boolean)).toEqual(['outing', 'sunny', 'weather'])
  })

  test.each([[[]], [null], [7], ['"outing"']])('refuses a body that is %j, which is no request', async body => {
    expect((await problemOf(await post('/decide', body), 'request-refused')).issues[0]?.code).toBe('wrong-type')
  })

  test('no body makes it fail', async () => {
    const awkward = [
      '{"trace":{"toString":1,"valueOf":1}}',
      '{"facts":{"toString":true,"hasOwnProperty":1}}',
      '{"asOf":[[]],"facts":[],"rules":{},"subjectRef":{}}',
    ]
    for (const body of awkward) expect((await post('/decide', body)).status).toBe(422)
  })
})

describe('rules that are insisted on', () => {
  test.each([fixture.version, fixture.digest])('%s is held', async rules => {
    expect((await post('/decide', { ...request, rules })).status).toBe(200)
  })

  test('others are refused, naming what is on offer', async () => {
    const problem = await problemOf(await post('/decide', { ...request, rules: '6.6.6-canary' }), 'rules-not-on-offer')
    expect(problem.status).toBe(409)
    expect(problem.offers).toEqual([{ version: fixture.version, digest: fixture.digest }])
    expect(problem.issues).toMatchObject([{ pointer: '/rules' }])
    expect(JSON.stringify(problem)).not.toContain('canary')
  })

  test('anything but a text is an issue', async () => {
    expect((await problemOf(await post('/decide', { ...request, rules: 7 }), 'request-refused')).issues).toMatchObject([
      { pointer: '/rules', code: 'wrong-type' },
    ])
  })
})

describe('subjectRef', () => {
  test.each([
    'case-17',
    'a',
    'x'.repeat(200),
    '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e',
    'urn:case:2026.11',
    '12345678901',
    'A12345678',
  ])('%s is taken and changes nothing', async subjectRef => {
    const response = await post('/decide', { ...request, subjectRef })
    expect(await response.text()).toBe(`{"result":${fixture.evaluateToJson(request).text}}`)
  })

  test.each([
    ['sam.sample@school.example', 'personal-identifier'],
    ['A123456789012', 'personal-identifier'],
    ['b12345678901x', 'personal-identifier'],
    ['upn:A123456789012', 'personal-identifier'],
    ['943-476-5919', 'personal-identifier'],
    ['9434765919', 'personal-identifier'],
    ['nhs:943.476.5919', 'personal-identifier'],
    ['943 476 5919', 'personal-identifier'],
    ['Sam.Sample', 'personal-identifier'],
    ['Sam Sample', 'malformed'],
    ['', 'malformed'],
    ['x'.repeat(201), 'malformed'],
    [17, 'wrong-type'],
    [null, 'wrong-type'],
  ])('%s is refused and not repeated', async (subjectRef, code) => {
    const response = await post('/decide', { ...request, facts: { ageYears: -1 }, subjectRef })
    const problem = await problemOf(response, 'request-refused')
    expect(problem.issues.map(issue => `${issue.pointer} ${issue.code}`)).toEqual([
      '/facts/ageYears out-of-range',
      `/subjectRef ${code}`,
    ])
    if (typeof subjectRef === 'string' && subjectRef !== '') expect(JSON.stringify(problem)).not.toContain(subjectRef)
  })
})
