import { plusDays } from '@virtual-school/rules/internal'

const inLondon = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** The time in England, as “2026-07-01 00:30”. */
const renderLocalTime = (instant: number): string => inLondon.format(instant)

/** The month in which an instant falls in England, as 2026-07. */
export const renderMonth = (instant: string): string => {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? '(no time)' : renderLocalTime(time).slice(0, 7)
}

const hour = 3_600_000

/** When a day begins in England, ISO 8601 in UTC: in summer an hour before midnight in UTC. */
const findStartOfDay = (day: string): string => {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  const isSummer = renderLocalTime(midnight - hour) === `${day} 00:00`
  return new Date(isSummer ? midnight - hour : midnight).toISOString()
}

const isDay = (time: string): boolean => time.length === 10
/** From this moment on. */
export const toStart = (from: string): string => (isDay(from) ? findStartOfDay(from) : from)
/** Before this moment: a day is meant with all its hours. */
export const toEnd = (to: string): string => (isDay(to) ? findStartOfDay(plusDays(to, 1)) : to)
