import { type InterviewReply, isCivilDate, type VocabularyFact } from '@virtual-school/rules'
import type { Form } from '../html/forms.ts'
import type { FieldError } from '../html/page.ts'
import { askWords } from '../words/ask.ts'

/** What a person replied, or what is wrong with it. */
export type ReadReply = { readonly reply: InterviewReply } | { readonly errors: readonly FieldError[] }

const notKnown = 'not-known'
const wrong = (field: string, text: string): ReadReply => ({ errors: [{ field, text }] })
const answer = (value: string | number | boolean): ReadReply => ({ reply: { kind: 'answer', value } })

/** The reply to the question about a fact. Nothing is taken as said that was not. */
export const readReply = (fact: VocabularyFact, form: Form): ReadReply => {
  const isNotKnown = form.get('known') === notKnown || form.get('value') === notKnown
  if (fact.type === 'date') return readDateReply(form, isNotKnown)
  if (fact.type === 'integer') return readNumberReply(fact, form, isNotKnown)
  if (isNotKnown) return { reply: { kind: 'not-known' } }
  return readChoice(fact, form.get('value'))
}

const readChoice = (fact: VocabularyFact, chosen: string): ReadReply => {
  if (fact.type === 'boolean' && (chosen === 'yes' || chosen === 'no')) return answer(chosen === 'yes')
  const value = fact.values?.find(one => one.value === chosen)?.value
  return value === undefined ? wrong('value', askWords.chooseOne) : answer(value)
}

const readNumberReply = ({ min, max }: VocabularyFact, form: Form, isNotKnown: boolean): ReadReply => {
  const typed = form.get('value')
  if (isNotKnown && typed === '') return { reply: { kind: 'not-known' } }
  if (isNotKnown) return wrong('value', askWords.notBoth(askWords.aNumber))
  if (typed === '') return wrong('value', askWords.enterNumber)
  const number = /^-?\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
  return number >= min! && number <= max! ? answer(number) : wrong('value', askWords.numberBetween(min!, max!))
}

/** The names of the three fields of a day. */
export const dayFields = ['day', 'month', 'year'] as const

/** A day as it was typed, part by part. */
export const typedDay = (form: Form): Readonly<Record<(typeof dayFields)[number], string>> => ({
  day: form.get('day'),
  month: form.get('month'),
  year: form.get('year'),
})

const readDateReply = (form: Form, isNotKnown: boolean): ReadReply => {
  const typed = Object.values(typedDay(form)).join('')
  if (isNotKnown && typed === '') return { reply: { kind: 'not-known' } }
  if (isNotKnown) return wrong('day', askWords.notBoth(askWords.aDate))
  const read = readDay(form, askWords.enterDate)
  return 'errors' in read ? read : answer(read.day)
}

/** The day that was typed, or what is wrong with it. `nothing` is said if nothing was typed. */
export const readDay = (
  form: Form,
  nothing: string,
): { readonly day: string } | { readonly errors: readonly FieldError[] } => {
  const { day, month, year } = typedDay(form)
  const absent = dayFields.filter(name => form.get(name) === '')
  if (absent.length === dayFields.length) return { errors: [{ field: 'day', text: nothing }] }
  if (absent.length > 0) return { errors: [{ field: absent[0]!, text: askWords.dateNeeds(absent) }] }
  const isWritten = /^\d{1,2}$/.test(day) && /^\d{4}$/.test(year)
  const written = `${year}-${monthNumber(month)}-${day.padStart(2, '0')}`
  return isWritten && isCivilDate(written) ? { day: written } : { errors: [{ field: 'day', text: askWords.realDate }] }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A month may be typed as a number or a word. */
const monthNumber = (typed: string): string => {
  if (/^\d{1,2}$/.test(typed)) return typed.padStart(2, '0')
  const at = typed.length < 3 ? -1 : months.indexOf(typed.slice(0, 3).toLowerCase())
  return at < 0 ? '' : String(at + 1).padStart(2, '0')
}
