import { type CivilDate, isCivilDate } from '../kernel/dates.ts'

const form = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** A date as returns write it, day/month/year; or what kind of issue it is. */
export const dateOfReturn = (text: string): { readonly date: CivilDate } | 'malformed' | 'impossible-date' => {
  const parts = form.exec(text)
  if (parts === null) return 'malformed'
  const date = `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`
  return isCivilDate(date) ? { date } : 'impossible-date'
}
