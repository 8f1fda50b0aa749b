import { dateInWords } from '@virtual-school/rules/words'

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** The day of an instant in England: “22 November 2026”. What is not an instant is shown as it stands. */
export const renderDay = (instant: string): string => renderInstant(instant).replace(/ at \d.*$/, '')

/** An instant as people in England say it, with its zone: “22 November 2026 at 12:00 GMT”. What is not an instant is shown as it stands. */
export const renderInstant = (instant: string): string => {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  const parts = new Map(inLondon.formatToParts(time).map(part => [part.type, part.value]))
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  return `${dateInWords(day)} at ${parts.get('hour')}:${parts.get('minute')} ${parts.get('timeZoneName')}`
}

/** Who acted, as far as the record says, and who approved if a second person did. */
export const renderActor = (actor: string | undefined, approver?: string): string => {
  if (actor === undefined) return 'with no member of staff named'
  const approved = approver === undefined ? '' : `, approved by the one with the reference ${approver}`
  return `by the member of staff with the reference ${actor}${approved}`
}

/** Which system it came from. The command that runs beside the records calls itself “local”. */
export const renderClient = (client: string): string =>
  client === 'local' ? 'on the machine that keeps the records' : `through ${client}`
