import { dateInWords, type InterviewStep, type RemovedReply, type SaidReply, sentence } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'

type Rulebook = Rules['rulebook']

/** What an interview is about, before its first question. */
export const aboutLines = ({ rulebook }: Rules, { decision, authority, asOf }: DecisionRequest): string => {
  const { question } = rulebook.decisions.get(decision)!
  const { name } = rulebook.authorities.get(authority ?? rulebook.national)!
  return [
    question,
    `By the rules of ${name} on ${dateInWords(asOf)}.`,
    'You are asked only what can change the answer. “I do not know” is always a good reply.',
  ].join('\n')
}

/** How far an interview is, beside its question. */
export const progressOf = (step: Extract<InterviewStep, { kind: 'question' }>, number: number): string => {
  const words = {
    settles: 'the last one, if you know',
    'may-settle': `question ${number}; it may be the last`,
    open: `question ${number}`,
    detail: `question ${number}, for the whole list`,
  }
  return words[step.outlook]
}

/** What was found, and what could still be found out. */
export const offerMessage = (step: Exclude<InterviewStep, { kind: 'question' }>): string => {
  const found = sentence(step.decision.summary)
  if (step.kind === 'end') return `${found}\nThere is nothing more to ask.`
  const more = step.openCount === 1 ? 'One more question is' : `Up to ${step.openCount} more questions are`
  const open = {
    'not-met': `That is the first thing that stands in the way. ${more} open, and would show whether it is the only one.`,
    answer: `${more} open, on what else has to be done, by whom or by when.`,
    'no-answer': `No further reply could settle it. ${more} open all the same.`,
  }
  return `${found}\n${open[step.found]}`
}

/** A question and the reply to it, on one line. */
export const saidLine = (rulebook: Rulebook, { fact, reply }: SaidReply): string => {
  const { question, values } = rulebook.factsByName.get(fact)!
  if (reply.kind === 'skip') return `${question} Skipped.`
  if (reply.kind === 'not-known') return `${question} I do not know.`
  if (typeof reply.value === 'boolean') return `${question} ${reply.value ? 'Yes' : 'No'}.`
  return `${question} ${sentence(values?.find(one => one.value === reply.value)?.statement ?? String(reply.value))}`
}

/** What became of an earlier reply as something before it was changed. */
export const removedLine = ({ rulebook }: Rules, { fact, because }: RemovedReply): string => {
  const why = {
    'makes-no-sense': 'it does not arise any more',
    contradicts: 'it does not fit what you say now',
    'not-needed': 'it is not needed any more',
  }
  return `Taken out, as ${why[because]}: your answer to “${rulebook.factsByName.get(fact)!.question}”`
}
