import { describe, expect, it } from 'vitest'
import { testSeed } from '../../../test/support/sizes.ts'
import { createDice } from './dice.ts'
import { hidden, pairs, rules, servingPages, stateOf, type Talk, textOf, today } from './support.ts'

/** The reply that a die throws to the question of a page, as its form sends it. */
const replyTo = (html: string, dice: (sides: number) => number): Readonly<Record<string, string>> => {
  const fact = rules.rulebook.factsByName.get(stateOf(html).fact!)!
  if (fact.type === 'date') {
    return dice(4) === 0
      ? { known: 'not-known', day: '', month: '', year: '' }
      : { day: String(1 + dice(28)), month: String(1 + dice(11)), year: String(2020 + dice(7)) }
  }
  if (fact.type === 'integer')
    return dice(4) === 0 ? { known: 'not-known' } : { value: String(fact.min! + dice(fact.max! - fact.min! + 1)) }
  const values = fact.type === 'boolean' ? ['yes', 'no'] : fact.values!.map(one => String(one.value))
  return { value: [...values, 'not-known'][dice(values.length + 1)]! }
}

const isQuestion = (html: string): boolean => html.includes('value="next"')

/** What a journey may do next at a page: the fields of the form that it sends. */
const nextForm = (html: string, dice: (sides: number) => number, turn: number) => {
  const { said } = stateOf(html)
  if (!isQuestion(html)) return turn < 30 && html.includes('value="more"') && dice(2) === 1 ? { do: 'more' } : undefined
  if (said.length > 0 && dice(6) === 0) return { do: 'back' }
  if (said.length > 0 && dice(8) === 0) return { change: said[dice(said.length)]!.fact }
  return dice(12) === 0 ? { do: 'skip' } : { do: 'next', ...replyTo(html, dice) }
}

/** An interview with random replies, back and forth, to the page with its answer. */
const travel = async (post: Talk['post'], path: string, council: string, dice: (sides: number) => number) => {
  const [year, month, day] = today.split('-') as [string, string, string]
  let page = await post(path, { do: 'begin', council, day, month, year })
  for (let turn = 0; turn < 60; turn += 1) {
    const form = nextForm(page.html, dice, turn)
    if (form === undefined) break
    const answers = hidden(page.html, 'answers')
    const next = await post(path, { answers, ...form })
    expect([200, 400]).toContain(next.status)
    // What does not fit beside the rest is said, and its question stays.
    page = next.status === 400 ? await post(path, { answers, do: 'skip' }) : next
  }
  return post(path, { answers: hidden(page.html, 'answers'), do: 'answer' })
}

/** What was said on the way to a page, as facts. */
const factsOf = (html: string) =>
  Object.fromEntries(
    stateOf(html).said.flatMap(({ fact, reply }) =>
      reply.kind === 'skip' ? [] : [[fact, reply.kind === 'answer' ? reply.value : null]],
    ),
  )

/** Words that would tell something of a child: the names of facts, and values that are not words of the address anyway. */
const tellingWords = (facts: Readonly<Record<string, unknown>>): readonly string[] => [
  ...Object.keys(facts),
  ...(Object.values(facts).filter(
    value => typeof value === 'string' && value.length > 4 && value !== today,
  ) as string[]),
]

describe.each(pairs)('%s by the rules of %s', (decision, council) => {
  it('ends with the bytes that decide gives, by whichever way back and forth, and tells nobody else', async () => {
    const { post, decide, decided, log, outside } = await servingPages()
    const page = await travel(post, `/ask/${decision}`, council, createDice(`${testSeed} ${decision} ${council}`))
    const facts = factsOf(page.html)
    const found = decided.at(-1)!
    expect(JSON.stringify(found)).toBe(await decide({ decision, authority: council, asOf: today, facts }))
    const summary = found.answer === null ? 'cannot yet be said' : found.summary
    expect(textOf(page.html).toLowerCase()).toContain(summary.toLowerCase().replace(/\.$/, ''))
    const seen = [...log, ...outside, decodeURIComponent(outside.join())].join('\n')
    expect(tellingWords(facts).filter(word => seen.includes(word))).toEqual([])
    expect(seen).toContain(`/ask/${decision}`)
  })
})
