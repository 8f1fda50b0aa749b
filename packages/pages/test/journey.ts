import { expect } from 'vitest'
import { hidden, rules, stateOf, type Talk, today } from './support.ts'

/** The reply that a die throws to the question of a page, as its form sends it. */
export const replyTo = (html: string, dice: (sides: number) => number): Readonly<Record<string, string>> => {
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

/** An interview with random replies, back and forth, to the page with its answer. `passed` is given each page on the way. */
export const travel = async (
  post: Talk['post'],
  path: string,
  council: string,
  dice: (sides: number) => number,
  passed: (html: string) => void = () => {},
) => {
  const [year, month, day] = today.split('-') as [string, string, string]
  let page = await post(path, { do: 'begin', council, day, month, year })
  for (let turn = 0; turn < 60; turn += 1) {
    passed(page.html)
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
