import type { CivilDate } from '@virtual-school/rules'

// en-CA writes a date as the contract does: 2026-11-22.
const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day that an instant falls on in England, summer time and all. */
export const dayInLondon = (instant: Date): CivilDate => inLondon.format(instant)
