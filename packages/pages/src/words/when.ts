import { dateInWords } from '@virtual-school/rules/words'

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant (ISO 8601, UTC) as people in England say it: “22 November 2026 at 12:00”. */
export const timeInWords = (instant: string): string => {
  const parts = new Map(inLondon.formatToParts(new Date(instant)).map(part => [part.type, part.value]))
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  return `${dateInWords(day)} at ${parts.get('hour')}:${parts.get('minute')}`
}
