import type { RecordType } from '../envelope.ts'

/** Under which heading an event is told. */
export type EventGroup = 'decided' | 'done' | 'seen'

/** How an event is told to a person. */
export interface EventWords {
  readonly group: EventGroup
  readonly lead: string
  readonly text: string
}

const eventWords: Readonly<Record<RecordType, EventWords>> = {
  evaluated: { group: 'done', lead: 'Worked out', text: 'The computer worked out a finding.' },
  reviewed: { group: 'decided', lead: 'Agreed', text: 'A person looked at the finding and agreed with it.' },
  overridden: {
    group: 'decided',
    lead: 'Decided otherwise',
    text: 'A person looked at the finding and decided otherwise.',
  },
  communicated: { group: 'done', lead: 'Told', text: 'The outcome was told to those whom it is about.' },
  challenged: {
    group: 'done',
    lead: 'Challenged',
    text: 'Somebody challenged this or asked for it to be looked at again.',
  },
  accessed: { group: 'seen', lead: 'Read', text: 'The record was read.' },
  exported: { group: 'seen', lead: 'Exported', text: 'A copy of the record was made, to be used elsewhere.' },
  held: {
    group: 'done',
    lead: 'Held',
    text: 'The record was put on hold: it may not be destroyed until it is released.',
  },
  released: { group: 'done', lead: 'Released', text: 'The hold on the record was ended.' },
  erased: { group: 'done', lead: 'Erased', text: 'The contents of the record were destroyed.' },
  'rules-activated': { group: 'done', lead: 'New rules', text: 'Other rules came into use.' },
}

const unknownWords: EventWords = { group: 'done', lead: 'Recorded', text: 'Something else was recorded about it.' }

/** How an event of a type is told; a type of a later version of this program is told too, without saying what it is. */
export const wordsOf = (type: string): EventWords =>
  Object.hasOwn(eventWords, type) ? eventWords[type as RecordType] : unknownWords
