import { type CivilDate, isCivilDate } from '@virtual-school/rules'
import { askWords } from '../words/ask.ts'
import type { Form } from './forms.ts'
import type { FieldError } from './page.ts'

/** The names of the three fields of a day. */
export const dayFields = ['day', 'month', 'year'] as const

/** A day as it was typed, part by part. */
export const typedDay = (form: Form): Readonly<Record<(typeof dayFields)[number], string>> => ({
  day: form.get('day'),
  month: form.get('month'),
  year: form.get('year'),
})

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

/** The three inputs of a day, as the design system’s macro takes them. */
export const dayItems = (prefix: string, shown: Readonly<Record<string, string>>, errors: readonly FieldError[]) =>
  dayFields.map(name => ({
    name,
    id: errors.some(one => one.field === name) ? name : `${prefix}-${name}`,
    label: askWords.parts[name],
    value: shown[name],
    classes: `govuk-input--width-${name === 'year' ? 4 : 2}${errors.some(one => dayFields.includes(one.field as never)) ? ' govuk-input--error' : ''}`,
  }))

/** A day as its three fields show it. */
export const shownDay = (date: CivilDate): Readonly<Record<(typeof dayFields)[number], string>> => {
  const [year, month, day] = date.split('-').map(Number)
  return { day: String(day), month: String(month), year: String(year) }
}

/** A day that an address may hold, in three fields or whole (`?day=2026-12-01`). Empty: it holds none. */
export const queriedDay = (
  query: Form,
): {
  readonly day: CivilDate | ''
  readonly shown: ReturnType<typeof typedDay>
  readonly errors: readonly FieldError[]
} => {
  const shown = typedDay(query)
  if (Object.values(shown).every(one => one === '')) return { day: '', shown, errors: [] }
  const isWhole = !query.has('month') && !query.has('year')
  if (isWhole && isCivilDate(shown.day)) return { day: shown.day, shown: shownDay(shown.day), errors: [] }
  if (isWhole) return { day: '', shown, errors: [{ field: 'day', text: askWords.realDate }] }
  const read = readDay(query, askWords.realDate)
  return 'errors' in read ? { day: '', shown, errors: read.errors } : { day: read.day, shown, errors: [] }
}
