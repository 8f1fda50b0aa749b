import type { ListItem, RecordList } from '@virtual-school/records'
import { columns } from '../layout.ts'

const foundOf = ({ envelope, found }: ListItem): string => {
  if (envelope.type !== 'evaluated') return envelope.about === undefined ? '' : `about ${envelope.about}`
  return found === null ? 'erased' : (found.answer ?? found.status)
}

/** A list as lines: when, which record, what kind, whose rules, which question, what was found. */
export const listLines = ({ records, next }: RecordList): string => {
  if (records.length === 0) return 'No records.'
  const rows = records.map(item => {
    const { recordedAt, id, type, authority = '', decision = '' } = item.envelope
    return [recordedAt, id, type, authority, decision, foundOf(item)]
  })
  return next === null ? columns(rows) : `${columns(rows)}\nMore: --cursor ${next}`
}
