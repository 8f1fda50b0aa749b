import type { LaterEvent } from '../account/account.ts'
import { isDecision } from '../account/people.ts'
import { type LetterFinding, renderNumbers } from './letter-findings.ts'

/** Our own sentences of the letter. They are for a reader of seventeen: a test holds them to Flesch-Kincaid grade 8. */

export const letterTitle = 'What our computer records say about you'

/** The first paragraphs. */
export const opening = [
  'This letter tells you about records that we keep about you. It gives the main points. The full pages are in the same folder. If you read this for someone else, “you” means that person.',
  'We ask a computer a question and tell it some facts. It checks them against written rules, and says what the rules come to. We call that a finding. A finding is not a decision. A person decides.',
]

/** What the reader can do. */
export const youCan = [
  'Ask us what any of this means.',
  'Tell us if a fact is wrong, or if something is missing.',
  'Ask a person to look at it again. That person can decide otherwise.',
  'Say that you do not agree. We can keep what you say beside the finding.',
  'Bring someone to help you: a parent, a carer, your social worker or an advocate.',
]

/** Where the reader can complain. */
export const complaints =
  'If our reply does not put it right, you can complain to us. If that does not help, go to the Local Government and Social Care Ombudsman. If it is about how we use your data, go to the Information Commissioner.'

/** What is in the folder of the export. */
export const folderHolds = {
  findings:
    'A page for each finding. Its number in the table leads there. From there you can go on to every rule and every step.',
  checks: 'It needs no internet. It works each finding out again, and shows that no record was changed.',
  data: 'The same as data, for use by other computers.',
} as const

/** Sentences about notes that people wrote. */
export const notes = {
  unread: 'People also wrote notes in their own words. They are not in this letter.',
  read: 'People also wrote notes in their own words. You can read all of them on the pages of the findings.',
  some: 'The newest are:',
  all: 'They are:',
} as const

const renderCount = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** Stands in a letter that must not go out yet. */
export const renderDraftNote = (count: number): string =>
  `A person at the council must first read ${renderCount(count, 'note')} in people’s own words.`

/** How many questions were asked, and how many of them the letter shows. */
export const renderAsked = (all: number, shown: number): string =>
  all === 0 ? 'We keep no finding about you now.' : renderAskedCount(all, shown)

const renderAskedCount = (all: number, shown: number): string =>
  `We asked the computer ${renderCount(all, 'question')} about you.${shown === all ? '' : ` These are the newest ${shown}.`}`

const staffWords = 'Staff have a reference here and no name. You can ask us who it was.'

/** Who decided, and who decided otherwise. */
export const renderDeciders = (findings: readonly LetterFinding[]): string => {
  if (findings.length === 0) return 'There is nothing here to decide.'
  const otherwise = selectNumbers(findings, event => event.type === 'overridden')
  return [
    renderDecided(findings),
    ...(otherwise.length === 0
      ? []
      : [`At some point a person decided otherwise than the computer: ${renderNumbers(otherwise)}.`]),
    ...(findings.some(({ events }) => events.some(isDecision)) ? [staffWords] : []),
  ].join(' ')
}

const selectNumbers = (findings: readonly LetterFinding[], is: (event: LaterEvent) => boolean): readonly number[] =>
  findings.filter(({ events }) => events.some(is)).map(one => one.number)

const renderDecided = (findings: readonly LetterFinding[]): string => {
  const decided = selectNumbers(findings, isDecision)
  const open = findings.map(one => one.number).filter(number => !decided.includes(number))
  if (decided.length === 0) return 'We have no note that a person has decided yet.'
  if (open.length > 0)
    return `A person has decided ${renderNumbers(decided)}. For ${renderNumbers(open)} we have no note of a decision.`
  return `A person has decided ${decided.length === 1 ? renderNumbers(decided) : 'every finding'}.`
}

/** The head of the letter says how to reach the council, if that is known. */
export const renderHowToAsk = (reference: string, canBeReached: boolean): string =>
  `Give the reference ${reference} when you ask. ${canBeReached ? 'The top of this letter says how to reach us.' : 'Ask the person who gave you this letter.'}`
