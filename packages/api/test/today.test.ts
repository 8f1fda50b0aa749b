import { expect, test } from 'vitest'
import { request } from './fixture.ts'
import { serving } from './serving.ts'

let now = new Date(0)
const { post } = await serving({ now: () => now })
const { asOf: _, ...undated } = request
const dayAnswered = async (path = '/decide') => {
  const answered = (await (await post(path, path === '/decide' ? undated : [undated])).json()) as {
    result: { asOf: string }
  }
  return answered.result.asOf
}

test.each([
  // Summer time: midnight in London is 23:00 the day before in UTC.
  ['2026-06-30T22:59:59.999Z', '2026-06-30'],
  ['2026-06-30T23:00:00.000Z', '2026-07-01'],
  // Winter: they are the same.
  ['2026-12-31T23:59:59.999Z', '2026-12-31'],
  ['2027-01-01T00:00:00.000Z', '2027-01-01'],
  // The nights on which the clocks change.
  ['2026-03-29T00:30:00.000Z', '2026-03-29'],
  ['2026-03-29T23:00:00.000Z', '2026-03-30'],
  ['2026-10-24T23:00:00.000Z', '2026-10-25'],
  ['2026-10-25T23:59:59.000Z', '2026-10-25'],
])('at %s a request without a day is decided as of %s', async (instant, day) => {
  now = new Date(instant)
  expect(await dayAnswered()).toBe(day)
  expect(await dayAnswered('/decide/batch')).toBe(day)
})

test('a day that is given wins', async () => {
  const answered = (await (await post('/decide', request)).json()) as { result: { asOf: string } }
  expect(answered.result.asOf).toBe(request.asOf)
})
