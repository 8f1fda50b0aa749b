import { eraseSubject, forgetRepeats } from '@virtual-school/records'
import { loadRules, readRules } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../../test/support/folder.ts'
import { requestsTo } from '../../../rules/test/support/random-requests.ts'
import { fixture, fixtureFiles, request } from '../fixture.ts'
import { problemOf, serving } from '../serving.ts'
import { type Kept, lengthOf, servingKept } from './support.ts'

type Service = Pick<Awaited<ReturnType<typeof servingKept>>, 'post'>

const keyed = (key: string, actor?: string) => ({
  'content-type': 'application/json',
  'idempotency-key': `"${key}"`,
  ...(actor === undefined ? {} : { 'x-actor': actor }),
})
const answered = async ({ post }: Service, key: string, body: object = request, path = '/decide') => {
  const response = await post(path, body, keyed(key))
  return { status: response.status, text: await response.text() }
}
const event = { type: 'reviewed', actor: 'staff-1', reason: 'Agreed.' }

/** Two services over one log, as two processes are: neither knows what the other remembers. */
const two = async () => {
  const folder = await makeFolder()
  return [await servingKept({ folder }), await servingKept({ folder })] as const
}

describe('an Idempotency-Key at several instances', () => {
  it('twenty keys, each sent to both: twenty decisions, and the same bytes from both', async () => {
    const [one, other] = await two()
    const before = await lengthOf(one.records)
    const keys = Array.from({ length: 20 }, (_, n) => `key-${n}`)
    const answers = await Promise.all(
      keys.map(async key => {
        const both = await Promise.all([answered(one, key), answered(other, key)])
        expect(both[0]).toEqual(both[1])
        expect(both[0].status).toBe(200)
        return both[0].text
      }),
    )
    expect(new Set(answers.map(text => (JSON.parse(text) as Kept).id)).size).toBe(20)
    expect(await lengthOf(one.records)).toBe(before + 20)
    for (const [n, key] of keys.entries()) expect((await answered(other, key)).text).toBe(answers[n])
    expect(await lengthOf(one.records)).toBe(before + 20)
  })

  it('another request under the key is refused wherever it comes', async () => {
    const [one, other] = await two()
    await answered(one, 'k')
    for (const service of [one, other])
      await problemOf(await service.post('/decide', { ...request, facts: {} }, keyed('k')), 'idempotency-key-reused')
    // That refusal is not remembered in the place of the answer.
    expect((await answered(other, 'k')).status).toBe(200)
  })

  it('an event is recorded once', async () => {
    const [one, other] = await two()
    const { id } = JSON.parse((await answered(one, 'k', { ...request, subjectRef: 'case-1' })).text) as Kept
    const path = `/records/${id}/events`
    const first = await answered(one, 'e', event, path)
    const before = await lengthOf(one.records)
    expect(await answered(other, 'e', event, path)).toEqual(first)
    expect(await answered(one, 'e', event, path)).toEqual(first)
    expect(await lengthOf(one.records)).toBe(before)
    // The same key for another route is another request.
    await problemOf(await other.post('/decide', request, keyed('e')), 'idempotency-key-reused')
  })

  it('the record of a decision whose answer was lost is found by the retry, whichever call failed', async () => {
    const state = { calls: 0, failing: (_call: number): boolean => false }
    const fail = () => {
      state.calls += 1
      if (state.failing(state.calls)) throw new Error('the disk is full')
    }
    const folder = await makeFolder()
    const one = await servingKept({ folder, surroundings: { observer: { after: fail } } })
    const other = await servingKept({ folder })
    const start = state.calls
    await answered(one, 'first', { ...request, subjectRef: 'case-0' })
    const calls = state.calls - start
    expect(calls).toBeGreaterThan(8)
    let size = await lengthOf(other.records)
    let wereKept = 0
    for (let n = 1; n <= calls; n += 1) {
      const from = state.calls
      const body = { ...request, subjectRef: `case-${n}` }
      state.failing = call => call === from + n
      expect((await answered(one, `key-${n}`, body)).status).toBe(503)
      state.failing = () => false
      wereKept += (await lengthOf(other.records)) - size
      const again = await answered(n % 2 ? one : other, `key-${n}`, body)
      expect(again.status).toBe(200)
      expect(await answered(n % 2 ? other : one, `key-${n}`, body)).toEqual(again)
      expect(await lengthOf(other.records)).toBe(size + 1)
      size += 1
    }
    // The answer to COMMIT itself was lost in one of them.
    expect(wereKept).toBe(1)
  })
})

describe('the person who asks is part of what a key stands for', () => {
  it.each([
    ['another', 'staff-1', 'staff-2'],
    ['nobody', 'staff-1', undefined],
    ['somebody after nobody', undefined, 'staff-1'],
  ])('%s is another request: a decision', async (_, first, second) => {
    const [one, other] = await two()
    expect((await one.post('/decide', request, keyed('k', first))).status).toBe(200)
    for (const service of [one, other])
      await problemOf(await service.post('/decide', request, keyed('k', second)), 'idempotency-key-reused')
  })

  it('a review by another person under the key of the first is refused, and not lost with 200', async () => {
    const service = await servingKept()
    const { id } = JSON.parse((await answered(service, 'k')).text) as Kept
    const review = { type: 'reviewed' }
    const by = (actor: string) => service.post(`/records/${id}/events`, review, keyed('r', actor))
    expect((await by('staff-1')).status).toBe(200)
    await problemOf(await by('staff-2'), 'idempotency-key-reused')
    expect((await by('staff-1')).status).toBe(200)
  })

  it('also where nothing is recorded', async () => {
    const service = await serving()
    expect((await service.post('/decide', request, keyed('k', 'staff-1'))).status).toBe(200)
    await problemOf(await service.post('/decide', request, keyed('k', 'staff-2')), 'idempotency-key-reused')
  })
})

/** Other rules, which answer otherwise. */
const otherRules = (): Rules => {
  const files = fixtureFiles.map(file =>
    file.path === 'manifest.json' ? { ...file, value: { ...(file.value as object), version: '8.0.0' } } : file,
  )
  const read = readRules(files.filter(file => file.path !== 'luton/outing.json'))
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

describe('what changed between the first and the second time', () => {
  it.each(['full', 'none'])('neither the day nor the rules change the answer: trace %s', async trace => {
    const folder = await makeFolder()
    const one = await servingKept({ folder, now: () => new Date('2026-11-22T12:00:00Z') })
    const { asOf: _, ...undated } = { ...request, trace, rules: fixture.digest }
    const first = await answered(one, 'k', undated)
    expect(first.status).toBe(200)
    const rules = otherRules()
    const other = await servingKept({ folder, rules, now: () => new Date('2026-11-23T11:00:00Z') })
    expect(await answered(other, 'k', undated)).toEqual(first)
    await problemOf(await other.post('/decide', undated, keyed('another')), 'rules-not-on-offer')
    // Nor is it refused though the other rules know no such question.
    const { rules: _pin, ...unpinned } = undated
    const second = await answered(one, 'l', unpinned)
    expect(await answered(other, 'l', unpinned)).toEqual(second)
    expect((await answered(other, 'm', unpinned)).text).not.toContain('luton.outing.young')
  })

  it('an erasure: 410, and nothing is recorded again', async () => {
    const [one, other] = await two()
    const body = { ...request, subjectRef: 'case-1' }
    const { id } = JSON.parse((await answered(one, 'k', body)).text) as Kept
    const path = `/records/${id}/events`
    expect((await answered(one, 'e', event, path)).status).toBe(200)
    const by = { client: 'local', actor: 'staff-9' }
    await eraseSubject(other.records, { subjectRef: 'case-1' }, { reason: 'erasure-request', by })
    const before = await lengthOf(one.records)
    for (const service of [one, other]) {
      await problemOf(await service.post('/decide', body, keyed('k')), 'erased')
      await problemOf(await service.post('/decide', { ...body, facts: {} }, keyed('k')), 'erased')
      await problemOf(await service.post(path, event, keyed('e')), 'erased')
      expect((await service.post('/decide', body, keyed('k'))).status).toBe(410)
    }
    expect(await lengthOf(one.records)).toBe(before)
    expect((await answered(one, 'new', body)).status).toBe(200)
  })

  it('a day: the key is free', async () => {
    let time = new Date('2026-11-22T12:00:00Z')
    const service = await servingKept({ now: () => time, surroundings: { now: () => time } })
    const first = await answered(service, 'k')
    time = new Date('2026-11-23T12:00:00.001Z')
    await forgetRepeats(service.records)
    expect((JSON.parse((await answered(service, 'k')).text) as Kept).id).not.toBe((JSON.parse(first.text) as Kept).id)
  })
})

const forms = ['age full', 'age none', 'birth', 'birth none'] as const

/** A request with the child’s age or date of birth, and with a trace or without, as its form says. */
const formed = ({ facts, ...random }: DecisionRequest, form: (typeof forms)[number]) => {
  const { dateOfBirth: _birth, ageYears: _age, compulsorySchoolAge: _schoolAge, ...others } = facts
  const [by, trace] = form.split(' ')
  const child = by === 'birth' ? { dateOfBirth: '2012-03-04' } : { ageYears: 14 }
  const asked = { ...random, facts: { ...others, ...child } }
  return trace === undefined ? asked : { ...asked, trace: trace as 'full' | 'none' }
}

/** Requests that can be decided: two to every question in every form. */
const requestsInEachForm = (rules: Rules): readonly DecisionRequest[] => {
  const random = fc.sample(requestsTo(rules), { numRuns: 2_000, seed: 5 })
  return rules.decisions.flatMap(({ id }) =>
    forms.flatMap(form => {
      const all = random.filter(({ decision }) => decision === id).map(one => formed(one, form))
      const found = all.filter(one => !('issues' in rules.evaluateForRecord(one))).slice(0, 2)
      expect([id, form, found.length]).toEqual([id, form, 2])
      return found
    }),
  )
}

describe('the bytes of the answer', () => {
  it('are those of the first, for every question, with a trace and without, by age and by birth', async () => {
    const rules = await loadRules()
    const folder = await makeFolder()
    const [one, other] = [await servingKept({ folder, rules }), await servingKept({ folder, rules: otherRules() })]
    const requests = requestsInEachForm(rules)
    expect(new Set(requests.map(({ authority }) => authority)).size).toBeGreaterThan(3)
    for (const [n, body] of requests.entries()) {
      const first = await answered(one, `key-${n}`, body)
      expect(first.status).toBe(200)
      expect(await answered(other, `key-${n}`, body)).toEqual(first)
    }
  })
})

describe('what is not recorded', () => {
  it('a refusal is remembered by the process that gave it, and no other request passes under its key there', async () => {
    const [one, other] = await two()
    const wrong = { ...request, facts: { weather: 'foggy' } }
    const first = await answered(one, 'k', wrong)
    expect(first.status).toBe(422)
    expect(await answered(one, 'k', wrong)).toEqual(first)
    await problemOf(await one.post('/decide', request, keyed('k')), 'idempotency-key-reused')
    expect((await answered(other, 'k')).status).toBe(200)
  })

  it('a batch takes no key: it is refused, and nothing is decided', async () => {
    const service = await servingKept()
    const before = await lengthOf(service.records)
    const lines = { 'content-type': 'application/x-ndjson', 'idempotency-key': '"k"' }
    for (const response of [
      await service.post('/decide/batch', `${JSON.stringify(request)}\n`, lines),
      await service.post('/decide/batch', [request], keyed('k')),
      await service.post('/decide/batch', [request], { ...keyed('k'), 'idempotency-key': '' }),
    ]) {
      const { issues } = await problemOf(response, 'malformed-idempotency-key')
      expect(issues).toMatchObject([{ code: 'not-allowed-here', pointer: '/Idempotency-Key' }])
    }
    expect(await lengthOf(service.records)).toBe(before)
    expect((await answered(service, 'k')).status).toBe(200)
  })
})

describe('what was tampered with', () => {
  it('is not given out: the log names the record, the answer says nothing of it', async () => {
    const lines: string[] = []
    const say = (name: string, details: object = {}) => void lines.push(JSON.stringify({ name, ...details }))
    const service = await servingKept({ log: { error: say, warn: () => undefined, info: say, debug: say } })
    const victim = JSON.parse((await answered(service, 'v', { ...request, subjectRef: 'case-v' })).text) as Kept
    await answered(service, 'k')
    const { seq } = victim.receipt.envelope
    await service.records.database.db.updateTable('once').set({ seq }).execute()
    const response = await service.post('/decide', request, keyed('k'))
    expect(response.status).toBe(500)
    expect(JSON.stringify(await problemOf(response, 'internal-error'))).not.toContain(victim.id)
    expect(lines).toContain(JSON.stringify({ name: 'record-damaged', seq }))
    expect((await service.get('/health/ready')).status).toBe(200)
  })
})
