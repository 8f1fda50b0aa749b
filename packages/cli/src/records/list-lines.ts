import type { ListItem, RecordList } from '@virtual-school/records'
import { columns } from '../layout.ts'
import { type LookedIn, lookedInWords } from './looked-in.ts'

const foundOf = ({ envelope, found, isCorrected }: ListItem): string => {
  if (envelope.type !== 'evaluated') return envelope.about === undefined ? '' : `about ${envelope.about}`
  const answer = found === null ? 'erased' : (found.answer ?? found.status)
  return isCorrected ? `${answer} (recorded in error)` : answer
}

const noneSo = (suggestion: string): string =>
  `No records. Did you mean another letter case? There are some of “${suggestion}”.`

/** A list as lines: when, which record, what kind, by which system and person, whose rules, which question, what was found. `looked`: where, if nothing was found. */
export const listLines = ({ records, next, suggestion }: RecordList, looked: LookedIn | undefined): string => {
  if (records.length === 0) {
    const none = suggestion === undefined ? 'No records.' : noneSo(suggestion)
    return looked === undefined ? none : `${none} ${lookedInWords(looked)}`.trimEnd()
  }
  const rows = records.map(item => {
    const { recordedAt, id, type, client, actor, authority = '', decision = '' } = item.envelope
    const who = actor === undefined ? client : `${client}, ${actor}`
    return [recordedAt, id, type, who, authority, decision, foundOf(item)]
  })
  return next === null ? columns(rows) : `${columns(rows)}\nMore: --cursor ${next}`
}
