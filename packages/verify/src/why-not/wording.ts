import { isCivilDate, type Scalar, type VocabularyFact } from '@virtual-school/rules'
import { listed, plusDays, sentence } from '@virtual-school/rules/internal'
import { dateInWords, factClause } from '@virtual-school/rules/words'
import type { FactStep } from './result.ts'

type Step = Omit<FactStep, 'text'>

/** Puts a step into words, with what else would do: “the end date is set”, “the day of the meeting is before 22 November 2026”. */
export const stepText = (fact: VocabularyFact, step: Step): string => {
  const words = [step.to, ...step.orElse].map(value => factClause(fact, value))
  const main = step.range === null ? listed(words, 'or') : rangeClause(fact, step)
  return step.past ? `${main} (a day that is past: only if it truly was so)` : main
}

const rangeClause = (fact: VocabularyFact, { to, range }: Step): string => {
  const [first, last] = [range?.from ?? null, range?.to ?? null]
  if (first === to && last === to) return factClause(fact, to)
  const nearest = `${inWords(to)} is the nearest`
  if (first === null && last === null) return `${fact.label} is known, as ${inWords(to)}`
  if (first === null) return `${fact.label} is ${upTo(last!)} (${nearest})`
  if (last === null) return `${fact.label} is ${fromOn(first)} (${nearest})`
  return `${fact.label} is from ${inWords(first)} to ${inWords(last)} (${nearest})`
}

const upTo = (last: Scalar): string =>
  isDay(last) ? `before ${dateInWords(plusDays(last, 1))}` : `at most ${inWords(last)}`
const fromOn = (first: Scalar): string =>
  isDay(first) ? `on or after ${dateInWords(first)}` : `at least ${inWords(first)}`

const isDay = (value: Scalar): value is string => typeof value === 'string' && isCivilDate(value)
const inWords = (value: Scalar): string => (isDay(value) ? dateInWords(value) : String(value))

/** Puts a proposal into one sentence; what would have to be found out is marked as such. */
export const proposalText = (changes: readonly FactStep[], learnings: readonly FactStep[]): string => {
  const supposed = `if it turned out that ${listed(
    learnings.map(one => one.text),
    'and',
  )}`
  const made = `make it so that ${listed(
    changes.map(one => one.text),
    'and',
  )}`
  if (learnings.length === 0) return sentence(made)
  return sentence(changes.length === 0 ? supposed : `${supposed}: ${made}`)
}
