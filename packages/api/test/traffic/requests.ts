import type { Rules } from '@virtual-school/rules/internal'
import fc from 'fast-check'
import { problems } from '../../src/index.ts'
import { requestOf } from '../fuzz/bodies.ts'

/** A request of one operation of the document, as a client would send it. */
export interface Sent {
  readonly method: 'get' | 'post'
  /** As the document has it: `/records/{id}`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** JSON, or lines of it. */
  readonly body?: string
}

type Part = fc.Arbitrary<Readonly<Record<string, string>>>

/** Some of these, each as likely as not. */
const someOf = (parts: Readonly<Record<string, fc.Arbitrary<string>>>): Part =>
  fc.record(parts, { requiredKeys: [] }) as Part
const word = (...words: readonly string[]) => fc.constantFrom(...words)
const nothing: Part = fc.constant({})
const json = { 'content-type': 'application/json' }

/** What there is to read. */
export interface Known {
  /** Ids of records, some of them erased or of events. */
  readonly ids: readonly string[]
}

const ordinaryHeaders = someOf({
  'x-actor': word('staff-0142', 'duty-team', 'Jane.Doe', 'a b'),
  'x-correlation-id': word('form-7f3a9c', 'not one!', 'Jane.Doe'),
})

const readings = (rules: Rules, { ids }: Known): readonly fc.Arbitrary<Sent>[] => {
  const get = (path: string, params: Part = nothing, query: Part = nothing, headers: Part = ordinaryHeaders) =>
    fc.record({ method: fc.constant('get' as const), path: fc.constant(path), params, query, headers })
  const id: Part = fc.record({ id: word(...ids, 'no-such', '019ac1de-7c3a-7f60-9b52-4d1f3a8e6c07') })
  const authority = word(...rules.authorities.map(one => one.id), 'nowhere')
  const decision = word(...rules.decisions.map(one => one.id), 'none')
  const held = someOf({ 'if-none-match': word('*', '"other"'), 'x-correlation-id': word('form-1') })
  const actor = fc.constant({ 'x-actor': 'staff-0142' })
  const size = word('0', '1', '3', '7', '4000', 'x')
  const listed = someOf({
    decision,
    authority,
    type: word('evaluated', 'reviewed', 'x'),
    from: word('2020-01-01', '2026-11-22T09:30:00.000Z', 'x'),
    caution: word('rests-on-unread-text', 'x y'),
    limit: word('1', '200', '0'),
    subjectRef: word('case-1', 'Jane.Doe'),
    cursor: word('x', '!'),
    colour: word('red'),
  })
  return [
    get('/records', nothing, listed, actor),
    get('/records', nothing, someOf({ decision, limit: word('1', '3'), type: word('evaluated') }), actor),
    get('/records/{id}', id),
    get(
      '/records/{id}/explanation',
      id,
      nothing,
      someOf({ accept: word('text/html', 'text/markdown', '*/*', 'image/png') }),
    ),
    get('/records/{id}/receipt', id),
    get('/checkpoint'),
    get('/checkpoint/key'),
    get('/checkpoint/consistency', nothing, someOf({ from: size, to: size })),
    get('/checkpoint/consistency', nothing, fc.record({ from: word('0', '1', '2') })),
    get('/decisions', nothing, someOf({ x: word('1') }), held),
    get('/decisions/{id}', fc.record({ id: decision }), someOf({ authority }), held),
    get('/facts', nothing, nothing, held),
    get('/authorities', nothing, nothing, held),
    get('/rules', nothing, someOf({ authority, decision }), held),
    get('/rules/{name}', fc.record({ name: word(...rules.rules.map(one => one.name), 'none') }), nothing, held),
    get('/sources', nothing, nothing, held),
    get('/problems/{slug}', fc.record({ slug: word(...Object.keys(problems), 'none') })),
    get('/openapi.json', nothing, nothing, held),
    get('/docs'),
    get('/health/live'),
    get('/health/ready'),
    get('/metrics'),
  ]
}

const events = fc.oneof(
  fc.record({ type: word('reviewed', 'challenged', 'held', 'released', 'x'), reason: word('It is so.') }),
  fc.record({ type: word('overridden'), outcome: word('other', 'x'), reason: word('An order was made.') }),
  fc.record({ type: word('communicated'), to: word('parent-or-carer', 'x'), way: word('meeting', 'letter', 'x') }),
  fc.record({ type: word('contested'), fact: word('ageYears', 'x'), shouldBe: fc.constantFrom<unknown>(7, null, 'x') }),
  fc.record({ type: word('corrected'), reason: word('Sent by mistake.') }),
)

const postings = (rules: Rules, { ids }: Known): readonly fc.Arbitrary<Sent>[] => {
  const post = (path: string, params: Part, headers: Part, body: fc.Arbitrary<string>) =>
    fc.record({
      method: fc.constant('post' as const),
      path: fc.constant(path),
      params,
      query: fc.oneof({ weight: 20, arbitrary: nothing }, { weight: 1, arbitrary: fc.constant({ x: '1' }) }),
      headers: fc.tuple(headers, ordinaryHeaders).map(([own, other]) => ({ ...json, ...other, ...own })),
      body,
    })
  const one = requestOf(rules)
  const text = (value: fc.Arbitrary<unknown>) => value.map(it => JSON.stringify(it))
  const keyed = fc.nat({ max: 1e9 }).map(n => ({ 'idempotency-key': `"key ${n}"` }))
  const key = fc.oneof(nothing, keyed, fc.constant({ 'idempotency-key': '"' }))
  const form = someOf({ accept: word('application/json', 'application/x-ndjson', 'text/csv') })
  const lines = fc.array(one, { maxLength: 5 })
  const asLines = form.map(it => ({ ...it, 'content-type': 'application/x-ndjson' }))
  const sentOfRecords = someOf({ accept: word('*/*') })
  const search = fc.record(
    { decision: word('remit', 'X'), type: word('evaluated', 'x'), limit: fc.constantFrom<unknown>(3, 0, 'x') },
    { requiredKeys: [] },
  )
  return [
    post('/decide', nothing, key, text(one)),
    post('/decide', nothing, nothing, text(one)),
    post('/decide', nothing, fc.constant({ 'content-type': 'text/csv' }), text(one)),
    post('/decide', nothing, nothing, word('{', '', '[]', '{"a":1,"a":1}', `"${'x'.repeat(70_000)}"`)),
    post('/decide/batch', nothing, form, text(lines)),
    post(
      '/decide/batch',
      nothing,
      asLines,
      lines.map(all => all.map(it => `${JSON.stringify(it)}\n`).join('')),
    ),
    post('/records/search', nothing, sentOfRecords, text(search)),
    post('/records/{id}/events', fc.record({ id: word(...ids, 'no-such') }), key, text(events)),
  ]
}

/** Requests of every operation of the document, most of them sound. */
export const trafficOf = (rules: Rules, known: Known): fc.Arbitrary<Sent> =>
  fc.oneof(
    ...readings(rules, known).map(arbitrary => ({ weight: 1, arbitrary })),
    ...postings(rules, known).map(arbitrary => ({ weight: 3, arbitrary })),
  )
