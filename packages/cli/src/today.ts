import type { CivilDate } from '@virtual-school/rules'

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day it is in England at that moment. */
export const todayIn = (now: Date): CivilDate => {
  const parts = Object.fromEntries(london.formatToParts(now).map(part => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}
