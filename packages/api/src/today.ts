import type { CivilDate } from '@virtual-school/rules'

// en-CA writes a date as the contract does: 2026-11-22.
const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const hourMilliseconds = 3_600_000
let latest: { readonly hour: number; readonly day: CivilDate } | undefined

/** The day that an instant falls on in England, summer time and all. A day begins on the hour, so each hour is worked out once. */
export const dayInLondon = (instant: Date): CivilDate => {
  const hour = Math.floor(instant.getTime() / hourMilliseconds)
  if (latest?.hour !== hour) latest = { hour, day: inLondon.format(instant) }
  return latest.day
}
