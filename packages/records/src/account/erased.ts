import type { Rulebook } from '@virtual-school/rules'
import { dateInWords } from '@virtual-school/rules/words'
import type { Envelope } from '../model/envelope.ts'
import type { AccountInput, AccountPart, LaterEvent } from './account.ts'
import { renderInstant } from './when-and-who.ts'

/** Told instead of what was asked and found, if that can no longer be read: what is left, and why. */
export const buildLeftPart = (rulebook: Rulebook, record: Envelope, events: readonly LaterEvent[]): AccountPart => {
  const erased = events.findLast(event => event.type === 'erased')
  const authority = rulebook.authorities.get(record.authority ?? '')?.name ?? record.authority
  const question = rulebook.decisions.get(record.decision ?? '')?.question ?? record.decision
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Question', question],
    ['Whose rules', authority],
    ['The rules as they stood on', record.asOf === undefined ? undefined : dateInWords(record.asOf)],
    ['When it was asked', renderInstant(record.recordedAt)],
  ]
  return {
    id: 'left',
    heading: erased === undefined ? 'The contents could not be opened' : 'The contents were destroyed',
    lead: erased === undefined ? sealedWords : renderErased(erased),
    sections: [
      {
        heading: 'What is left',
        entries: rows.flatMap(([lead, text]) => (text === undefined ? [] : [{ lead, text }])),
      },
    ],
  }
}

const sealedWords = [
  'What was asked and found is kept encrypted, and the key to it was not available when this page was made. Nothing says that it was destroyed.',
]

const renderErased = ({ recordedAt, reason }: LaterEvent): readonly string[] => [
  `The key to what was told, found and decided was destroyed on ${renderInstant(recordedAt)}. The service can no longer read it. A copy of the key may be left in a backup until that is destroyed too.`,
  reason === undefined ? 'No reason for this can be read here.' : `The reason given: ${reason}`,
  'What is left says that a question was asked, when, and by which rules. It stays so that others can see that no record was taken out of the log. It does not say whom it is about.',
]

/** Without the contents, and without what stood in the events that were sealed with them. */
export const dropErased = (input: AccountInput): AccountInput => {
  const last = input.events.findLastIndex(event => event.type === 'erased')
  return {
    ...input,
    opened: null,
    events: input.events.map((event, i) => (i >= last || event.type === 'erased' ? event : dropContents(event))),
  }
}

const dropContents = ({ seq, id, type, recordedAt, client, actor }: LaterEvent): LaterEvent => ({
  seq,
  id,
  type,
  recordedAt,
  client,
  ...(actor === undefined ? {} : { actor }),
})
