import { verifyReceipt } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { fixture, request } from '../fixture.ts'
import { problemOf } from '../serving.ts'
import { type Kept, lengthOf, servingKept } from './support.ts'

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const lines = { 'content-type': 'application/x-ndjson' }

describe('a decision', () => {
  it.each(['none', 'full'] as const)(
    'with trace %s has its id, time and receipt around the library’s bytes',
    async trace => {
      const { post, records } = await servingKept()
      const text = await (await post('/decide', { ...request, trace, subjectRef: 'case-7' })).text()
      const { id, recordedAt, receipt } = JSON.parse(text) as Kept
      expect(id).toMatch(uuid7)
      expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      const result = fixture.evaluateToJson({ ...request, trace }).text
      expect(text).toBe(
        `{"id":"${id}","recordedAt":"${recordedAt}","receipt":${JSON.stringify(receipt)},"result":${result}}`,
      )
      const { verdict } = verifyReceipt(JSON.stringify(receipt), { verifierKey: records.verifierKey })
      expect(verdict).toBe('genuine')
      expect(receipt).toMatchObject({
        envelope: { id, recordedAt, type: 'evaluated', client: 'local', decision: 'outing' },
      })
    },
  )

  it('is on disk when it is given out, and nothing is kept of what is refused', async () => {
    const { post, records } = await servingKept()
    const before = await lengthOf(records)
    expect((await post('/decide', request)).status).toBe(200)
    expect(await lengthOf(records)).toBe(before + 1)
    await problemOf(await post('/decide', { ...request, facts: { weather: 'foggy' } }), 'request-refused')
    await problemOf(await post('/decide', { ...request, subjectRef: 'a b' }), 'request-refused')
    await problemOf(await post('/decide', { ...request, rules: '0.0.1' }), 'rules-not-on-offer')
    await problemOf(await post('/decide', '{'), 'malformed-body')
    expect(await lengthOf(records)).toBe(before + 1)
  })

  it('on which the evaluators differ is neither given out nor kept', async () => {
    const crossCheck = { share: 1, random: () => 0, evaluateToJson: async () => '{}' }
    const { post, records } = await servingKept({ crossCheck })
    const before = await lengthOf(records)
    await problemOf(await post('/decide', request), 'evaluators-disagree')
    expect(await lengthOf(records)).toBe(before)
  })

  it('asked for again under one Idempotency-Key is the one that was kept', async () => {
    const { post, records } = await servingKept()
    const before = await lengthOf(records)
    const headers = { 'content-type': 'application/json', 'idempotency-key': '"k-1"' }
    const [first, again] = [await post('/decide', request, headers), await post('/decide', request, headers)]
    expect(await again.text()).toBe(await first.text())
    expect(await lengthOf(records)).toBe(before + 1)
  })
})

describe('a batch', () => {
  it('has id, time and receipt on each line that was decided, in order, and keeps those alone', async () => {
    const { post, records } = await servingKept()
    const before = await lengthOf(records)
    const asked = Array.from({ length: 250 }, (_, i) =>
      i % 5 === 3 ? { ...request, facts: { weather: 'foggy' } } : { ...request, facts: { ageYears: i % 26 } },
    )
    const answer = await post('/decide/batch', asked.map(one => `${JSON.stringify(one)}\n`).join(''), lines)
    const found = (await answer.text()).trimEnd().split('\n')
    expect(found).toHaveLength(asked.length)
    const seqs = found.flatMap((line, i) => {
      const read = JSON.parse(line)
      if (i % 5 === 3) expect(read).toMatchObject({ line: i + 1, issues: [{ code: 'unknown-word' }] })
      else expect(JSON.stringify(read.result)).toBe(fixture.evaluateToJson({ ...asked[i]!, trace: 'none' }).text)
      return i % 5 === 3 ? [] : [(read as Kept).receipt.envelope.seq]
    })
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, i) => before + i))
    expect(await lengthOf(records)).toBe(before + 200)
  })

  it('that is one array is kept as well', async () => {
    const { post, records } = await servingKept()
    const before = await lengthOf(records)
    const found = await (await post('/decide/batch', [request, { decision: 'none' }, request])).text()
    expect(found.split('\n').map(line => line.slice(0, 7))).toEqual(['{"id":"', '{"line"', '{"id":"', ''])
    expect(await lengthOf(records)).toBe(before + 2)
  })
})
