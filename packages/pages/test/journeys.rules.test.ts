import { describe, expect, it } from 'vitest'
import { sizeOf, testSeed } from '../../../test/support/sizes.ts'
import { createDice } from './dice.ts'
import { travel } from './journey.ts'
import { servingPages, somePairs, stateOf, textOf, today } from './support.ts'

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

describe.each(somePairs(sizeOf('JOURNEY_PAIRS')))('%s by the rules of %s', (decision, council) => {
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
