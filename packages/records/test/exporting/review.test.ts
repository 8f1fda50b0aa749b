import { expect, it } from 'vitest'
import type { LaterEvent } from '../../src/account/account.ts'
import { createLeaveOut, listFreeTexts } from '../../src/export/review.ts'

const event = (details: NonNullable<LaterEvent['details']>): LaterEvent => ({
  seq: 5,
  id: 'an-event',
  type: 'contested',
  recordedAt: '2026-11-23T09:15:00.000Z',
  client: 'tests',
  details,
})

it.each([
  ['one word, as a name is written', 'Canary'],
  ['several words', 'canary canary'],
  ['a word with a full stop', 'canary.'],
])('lists a text for a person to read that is %s, and leaves it out if they say so', (_, text) => {
  const told = event({ fact: 'careStatus', shouldBe: text })
  expect(listFreeTexts([[told]])[0]?.texts).toEqual([['shouldBe', text]])
  expect(JSON.stringify(createLeaveOut(new Set(['an-event']))(told))).not.toContain(text)
})

it.each([
  ['a word of a list', 'looked-after'],
  ['a day', '2026-11-22'],
  ['an id', '019aab00-0000-7000-8000-000000000007'],
])('lists nothing that is %s', (_, text) => {
  expect(listFreeTexts([[event({ fact: 'careStatus', shouldBe: text })]])).toEqual([])
})
