import type { RecordType } from '../model/envelope.ts'

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
  communicated: { group: 'done', lead: 'Told', text: 'Someone was told the outcome.' },
  challenged: {
    group: 'done',
    lead: 'Challenged',
    text: 'Somebody challenged this or asked for it to be looked at again.',
  },
  contested: {
    group: 'done',
    lead: 'A fact said to be wrong',
    text: 'Somebody said that something the computer was told was wrong.',
  },
  corrected: {
    group: 'done',
    lead: 'Recorded in error',
    text: 'A person recorded that this was recorded in error and is not to be relied on.',
  },
  moved: {
    group: 'done',
    lead: 'Moved here',
    text: 'It had been recorded under the reference of another child, and was moved to the right one.',
  },
  resealed: { group: 'done', lead: 'Sealed again', text: 'The contents were sealed again under another key.' },
  accessed: { group: 'seen', lead: 'Read', text: 'The record was read.' },
  exported: { group: 'seen', lead: 'Copied', text: 'A copy of the record was made.' },
  held: {
    group: 'done',
    lead: 'Put on hold',
    text: 'The record was put on hold. It may not be destroyed until the hold ends.',
  },
  released: { group: 'done', lead: 'Hold ended', text: 'The hold on the record ended.' },
  erased: { group: 'done', lead: 'Destroyed', text: 'The contents of the record were destroyed.' },
  'rules-approved': { group: 'done', lead: 'Rules approved', text: 'Two people approved other rules.' },
  'keys-rotated': { group: 'done', lead: 'Keys replaced', text: 'A key of the service was replaced.' },
  'rules-activated': { group: 'done', lead: 'New rules', text: 'Other rules came into use.' },
  'subjects-bound': {
    group: 'done',
    lead: 'Bound',
    text: 'The references of before were bound to the children they lead to.',
  },
  'realm-split': { group: 'done', lead: 'Moved to a realm', text: 'The records of a system were given to a realm.' },
  'checkpoint-overridden': {
    group: 'done',
    lead: 'Put back',
    text: 'The log went on though it was not the one that is kept elsewhere.',
  },
  'key-created': { group: 'done', lead: 'New key', text: 'A system was given a key with which it may call.' },
  'key-revoked': { group: 'done', lead: 'Key revoked', text: 'The key of a system was revoked.' },
}

const unknownWords: EventWords = { group: 'done', lead: 'Recorded', text: 'Something else was recorded about it.' }

/** How an event of a type is told; a type of a later version of this program is told too, without saying what it is. */
export const wordsOf = (type: string): EventWords =>
  Object.hasOwn(eventWords, type) ? eventWords[type as RecordType] : unknownWords
