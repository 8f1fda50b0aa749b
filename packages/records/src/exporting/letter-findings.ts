import { listed, type Rulebook, sentence } from '@virtual-school/rules'
import { decisionsInWords } from '../explanation/decided.ts'
import type { AccountInput, LaterEvent } from '../explanation/input.ts'
import { answerInWords, type Told } from '../explanation/people.ts'
import { instantInWords } from '../explanation/when-and-who.ts'

/** One finding as the letter tells it. */
export interface LetterFinding {
  /** From 1, in the order of the log: that of its folder. */
  readonly number: number
  readonly folder: string
  readonly recordedAt: string
  readonly question: string
  readonly found: string
  /** Everything that people decided, with when and who. */
  readonly decided: string
  readonly events: readonly LaterEvent[]
  /** Whether other rules have come into use since. */
  readonly isByOldRules: boolean
}

const nobodyDecided = 'No decision by a person is noted yet.'
const itsNoteSays = 'A note on the page of this finding says what.'
const inError = 'This was recorded in error. Do not rely on it.'
export const notSaidYet = 'The computer could not say yet. It was not told enough.'

/** A finding in the words of its rules. `input` is that of its account. */
export const letterFinding = (
  rulebook: Rulebook,
  input: AccountInput,
  at: Pick<LetterFinding, 'number' | 'folder' | 'isByOldRules'>,
): LetterFinding => {
  const { envelope, events } = input
  const decision = envelope.decision ?? ''
  return {
    ...at,
    recordedAt: envelope.recordedAt,
    question: rulebook.decisions.get(decision)?.question ?? decision,
    found: foundInWords({ rulebook, decision }, input),
    decided: decidedInWords({ rulebook, decision }, events),
    events,
  }
}

const foundInWords = (told: Told, { opened, events }: AccountInput): string => {
  const erased = events.findLast(event => event.type === 'erased')
  if (erased !== undefined) return `This was destroyed on ${instantInWords(erased.recordedAt)}. No one can read it now.`
  if (opened === null) return 'This could not be opened for this copy.'
  const { answer } = opened.result
  const found = answer === null ? notSaidYet : sentence(answerInWords(told, answer))
  return events.some(one => one.type === 'corrected') ? `${inError} ${found}` : found
}

const decidedInWords = (told: Told, events: readonly LaterEvent[]): string =>
  decisionsInWords(told, events, itsNoteSays).join(' ') || nobodyDecided

/** More stretches than this would fill the letter with numbers; the table has which. */
const mostStretches = 12

/** “finding 2”, “findings 1 to 3 and 7”; “40 findings”, if they lie too far apart to be named. */
export const findingsInWords = (numbers: readonly number[]): string => {
  const ordered = [...new Set(numbers)].sort((a, b) => a - b)
  const stretches: [from: number, to: number][] = []
  for (const number of ordered) {
    const last = stretches.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else stretches.push([number, number])
  }
  if (stretches.length > mostStretches) return `${ordered.length} findings`
  const words = stretches.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`],
  )
  return `${ordered.length === 1 ? 'finding' : 'findings'} ${listed(words, 'and')}`
}
