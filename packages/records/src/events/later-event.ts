import type { ErasureReason } from '../envelope.ts'
import type { LaterEvent } from '../explanation/input.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { otherOutcome } from './schema.ts'

export const erasureWords: Readonly<Record<ErasureReason, string>> = {
  'erasure-request': 'Erasure was asked for.',
  'retention-ended': 'The time for which such records are kept has ended.',
  'recorded-in-error': 'It was recorded in error.',
  'court-order': 'A court ordered it.',
}

/** What is told of a list that showed a decision: it showed others too, so no more than that. */
export const listed = { read: 'list' } as const

type Contents = Pick<LaterEvent, 'reason' | 'answer' | 'details'>

const contentsOf = (opened: OpenedRecord): Contents => {
  if (opened.state !== 'event') return {}
  const { reason, outcome, ...others } = opened.payload
  return {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof outcome === 'string' && outcome !== otherOutcome ? { answer: outcome } : {}),
    ...(Object.keys(others).length === 0 ? {} : { details: others }),
  }
}

/** An event as accounts tell it; undefined where what is stored is no envelope. What can be read no more is left out. */
export const laterEvent = (opened: OpenedRecord): LaterEvent | undefined => {
  if (opened.envelope === undefined) return undefined
  const { seq, id, type, recordedAt, client, actor, approver, erased } = opened.envelope
  return {
    ...{ seq, id, type, recordedAt, client },
    ...(actor === undefined ? {} : { actor }),
    ...(approver === undefined ? {} : { approver }),
    ...(erased === undefined ? contentsOf(opened) : { reason: erasureWords[erased.reason] }),
  }
}
