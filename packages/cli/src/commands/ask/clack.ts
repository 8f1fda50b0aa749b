import type { Readable, Writable } from 'node:stream'
import * as clack from '@clack/prompts'
import { isCivilDate, type Scalar, type VocabularyFact } from '@virtual-school/rules'
import { oneLine } from '@virtual-school/rules/internal'
import type { Prompter, PromptQuestion, PromptReply } from '../../terminal/prompter.ts'

/** A person at a terminal. Questions go to `output`, so that only the explanation goes to stdout. */
export const clackPrompter = (input: Readable, output: Writable): Prompter => ({
  ask: question =>
    question.fact.type === 'boolean' || question.fact.type === 'enum'
      ? choose(question, { input, output })
      : type(question, { input, output }),
  say: message => clack.log.warn(oneLine(message), { output }),
})

interface Ends {
  readonly input: Readable
  readonly output: Writable
}

const notKnown: PromptReply = { kind: 'not-known' }
const skip: PromptReply = { kind: 'skip' }
const answer = (value: Scalar): PromptReply => ({ kind: 'answer', value })

const promptMessage = ({ fact, openCount }: PromptQuestion): string => {
  const help = fact.help === undefined ? '' : `\n${oneLine(fact.help)}`
  return `${oneLine(fact.question)} (${openCount === 1 ? 'the last that matters' : `${openCount} still matter`})${help}`
}

const choose = async (question: PromptQuestion, ends: Ends): Promise<PromptReply> => {
  const { fact } = question
  const choices: readonly { readonly label: string; readonly value: Scalar }[] =
    fact.type === 'enum'
      ? fact.values!.map(one => ({ label: oneLine(one.statement), value: one.value }))
      : [
          { label: 'Yes', value: true },
          { label: 'No', value: false },
        ]
  const replies: readonly PromptReply[] = [...choices.map(one => answer(one.value)), notKnown, skip]
  const labels = [...choices.map(one => one.label), 'I do not know', 'Skip this for now']
  const chosen = await clack.select({
    ...ends,
    message: promptMessage(question),
    options: labels.map((label, value) => ({ label, value })),
  })
  return typeof chosen === 'number' ? replies[chosen]! : { kind: 'stop' }
}

const type = async (question: PromptQuestion, ends: Ends): Promise<PromptReply> => {
  const { fact } = question
  const expected = fact.type === 'date' ? 'a date, as 2026-11-22' : `a whole number from ${fact.min} to ${fact.max}`
  const typed = await clack.text({
    ...ends,
    message: promptMessage(question),
    placeholder: `${expected}; ? if you do not know; nothing to skip`,
    validate: text =>
      readTyped(fact, text) === undefined ? `Expected: ${expected}; ? if you do not know; nothing to skip.` : undefined,
  })
  return typeof typed === 'string' || typed === undefined ? (readTyped(fact, typed) ?? skip) : { kind: 'stop' }
}

/** What was typed, or undefined if it is no reply at all. */
export const readTyped = (fact: VocabularyFact, text = ''): PromptReply | undefined => {
  const typed = text.trim()
  if (typed === '') return skip
  if (typed === '?') return notKnown
  if (fact.type === 'date') return isCivilDate(typed) ? answer(typed) : undefined
  const number = /^-?\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
  return number >= fact.min! && number <= fact.max! ? answer(number) : undefined
}
