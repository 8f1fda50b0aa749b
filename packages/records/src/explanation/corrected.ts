import { sentence } from '@virtual-school/rules'
import type { LaterEvent } from './input.ts'
import { instantInWords } from './when-and-who.ts'

/** If a person recorded that this was recorded in error: that, in sentences for the top of the page. */
export const correctedBrief = (events: readonly LaterEvent[]): readonly string[] => {
  const last = events.findLast(event => event.type === 'corrected')
  if (last === undefined) return []
  const replacedBy = last.details?.replacedBy
  return [
    `This was recorded in error, as a person recorded on ${instantInWords(last.recordedAt)}. Do not rely on it.`,
    ...(last.reason === undefined ? [] : [sentence(`What was wrong: ${last.reason}`)]),
    ...(typeof replacedBy === 'string' ? [`The finding with the reference ${replacedBy} stands in its place.`] : []),
  ]
}
