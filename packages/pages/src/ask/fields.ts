import type { InterviewReply, VocabularyFact } from '@virtual-school/rules'
import { readDay, typedDay } from '../html/days.ts'
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

const readDateReply = (form: Form, isNotKnown: boolean): ReadReply => {
  const typed = Object.values(typedDay(form)).join('')
  if (isNotKnown && typed === '') return { reply: { kind: 'not-known' } }
  if (isNotKnown) return wrong('day', askWords.notBoth(askWords.aDate))
  const read = readDay(form, askWords.enterDate)
  return 'errors' in read ? read : answer(read.day)
}
