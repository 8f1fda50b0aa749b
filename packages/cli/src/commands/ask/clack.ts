import type { Readable, Writable } from 'node:stream'
import * as clack from '@clack/prompts'
import { isCivilDate, type Scalar, type VocabularyFact } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import type { Prompter, PromptQuestion, PromptReply } from '../../terminal/prompter.ts'

/** A person at a terminal. Questions go to `output`, so that only the explanation goes to stdout. */
export const clackPrompter = (input: Readable, output: Writable): Prompter => ({
  ask: question =>
    question.fact.type === 'boolean' || question.fact.type === 'enum'
      ? chooseReply(question, { input, output })
      : typeReply(question, { input, output }),
  choose: (message, options) => chooseOne(linesOf(message), options, { input, output }),
  tell: message => clack.log.message(linesOf(message), { output }),
  say: message => clack.log.warn(oneLine(message), { output }),
})

interface Ends {
  readonly input: Readable
  readonly output: Writable
}

/** Each line made safe for a terminal. */
const linesOf = (text: string): string => text.split('\n').map(oneLine).join('\n')

const nothing = 'Nothing chosen yet'

/** The place of the option that was chosen; undefined if the person stops. The cursor stands on no option at first, and Enter alone chooses none. */
const chooseOne = async (message: string, options: readonly string[], ends: Ends): Promise<number | undefined> => {
  for (;;) {
    const chosen = await clack.select({
      ...ends,
      message,
      options: [nothing, ...options.map(oneLine)].map((label, i) => ({ label, value: i - 1 })),
    })
    if (typeof chosen !== 'number') return undefined
    if (chosen >= 0) return chosen
    clack.log.warn('Nothing was chosen.', { output: ends.output })
  }
}

const answer = (value: Scalar): PromptReply => ({ kind: 'answer', value })

/** What can be said to any question, with what to choose for it and what to type. */
const ways: readonly {
  readonly kind: 'not-known' | 'skip' | 'enough' | 'back' | 'change'
  label: string
  word: string
}[] = [
  { kind: 'not-known', label: 'I do not know', word: '?' },
  { kind: 'skip', label: 'Skip this for now', word: 'skip' },
  { kind: 'enough', label: 'Enough: show what can be said now', word: 'enough' },
  { kind: 'back', label: 'Go back to the question before', word: 'back' },
  { kind: 'change', label: 'Change an earlier answer', word: 'change' },
]

const waysOf = ({ hasEarlier }: PromptQuestion) =>
  ways.filter(one => hasEarlier || (one.kind !== 'back' && one.kind !== 'change'))

const messageOf = ({ fact, progress }: PromptQuestion): string => {
  const help = fact.help === undefined ? '' : `\n${oneLine(fact.help)}`
  return `${oneLine(fact.question)} (${progress})${help}`
}

const chooseReply = async (question: PromptQuestion, ends: Ends): Promise<PromptReply> => {
  const { fact } = question
  const values: readonly { readonly label: string; readonly value: Scalar }[] =
    fact.type === 'enum'
      ? fact.values!.map(one => ({ label: one.statement, value: one.value }))
      : [
          { label: 'Yes', value: true },
          { label: 'No', value: false },
        ]
  const others = waysOf(question)
  const labels = [...values, ...others].map(one => one.label)
  const chosen = await chooseOne(messageOf(question), labels, ends)
  if (chosen === undefined) return { kind: 'stop' }
  return chosen < values.length ? answer(values[chosen]!.value) : { kind: others[chosen - values.length]!.kind }
}

const typeReply = async (question: PromptQuestion, ends: Ends): Promise<PromptReply> => {
  const { fact } = question
  const expected = fact.type === 'date' ? 'a date, as 2026-11-22' : `a whole number from ${fact.min} to ${fact.max}`
  const others = waysOf(question).map(({ word }) => (word === '?' ? '? if you do not know' : word))
  const hint = `${expected}; ${others.join(', ')}`
  const typed = await clack.text({
    ...ends,
    message: messageOf(question),
    placeholder: hint,
    validate: text => (readTyped(question, text) === undefined ? `Expected: ${hint}.` : undefined),
  })
  // Enter alone is refused above, so what is neither is a person who stops.
  return (typeof typed === 'string' ? readTyped(question, typed) : undefined) ?? { kind: 'stop' }
}

/** What was typed, or undefined if it is no reply at all. */
export const readTyped = (question: PromptQuestion, text = ''): PromptReply | undefined => {
  const typed = text.trim()
  const way = waysOf(question).find(one => one.word === typed.toLowerCase())
  return way === undefined ? readValue(question.fact, typed) : { kind: way.kind }
}

const readValue = (fact: VocabularyFact, typed: string): PromptReply | undefined => {
  if (fact.type === 'date') return isCivilDate(typed) ? answer(typed) : undefined
  const number = /^-?\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
  return number >= fact.min! && number <= fact.max! ? answer(number) : undefined
}
