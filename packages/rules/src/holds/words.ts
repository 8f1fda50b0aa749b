import type { Rulebook } from '../compile/rulebook.ts'
import type { Refusal } from '../evaluate/decision.ts'
import type { Answer } from '../evaluate/evaluate.ts'
import { ageFact, yearGroupFact } from '../kernel/birth.ts'
import { dateInWords, plusDays } from '../kernel/dates.ts'
import { listed, sentence } from '../kernel/words.ts'
import { factClause } from '../wording/clauses.ts'
import type { Holds } from './holds.ts'
import type { HoldsReason } from './reasons.ts'

const supposition = 'All else is taken to stay as it is.'

/** How long an answer holds, in plain sentences. */
export const holdsInWords = ({ rulebook }: { readonly rulebook: Rulebook }, holds: Holds): readonly string[] => {
  const labels = (names: readonly string[]) => names.map(name => labelOf(rulebook, name))
  if (holds.kind === 'open-ended')
    return ['By the rules that are held, time alone does not change this answer.', supposition]
  if (holds.kind === 'not-known')
    return [
      `It cannot be said how long the answer holds, for it turns on ${listed(labels(holds.because), 'and')}.`,
      `It may be another from ${dateInWords(holds.from)}.`,
      ...(holds.missing.length === 0 ? [] : [`To find out, give ${listed(labels(holds.missing), 'and')}.`]),
    ]
  const reasons = holds.because.map(one => reasonInWords(rulebook, one))
  return [
    `The answer holds up to and including ${dateInWords(plusDays(holds.day, -1))}.`,
    sentence(`from ${dateInWords(holds.day)} ${saidThen(rulebook, holds.decision, holds.later)}`),
    ...(reasons.length === 0 ? [] : [sentence(`what changes then: ${listed(reasons, 'and')}`)]),
    supposition,
  ]
}

const labelOf = ({ factsByName }: Rulebook, name: string): string => factsByName.get(name)?.label ?? name

const saidThen = (rulebook: Rulebook, decision: string, later: Answer | Refusal): string => {
  if ('issues' in later)
    return `these facts cannot stand as they are: ${later.issues.map(one => one.message).join(' ')}`
  const definition = rulebook.decisions.get(decision)
  if (later.answer === null) return `it cannot be said ${definition?.unknownSummary ?? 'what the answer is'}`
  return definition?.answers.find(one => one.id === later.answer)?.summary ?? later.answer
}

/** One reason as a clause, without a capital letter or a full stop. */
export const reasonInWords = (rulebook: Rulebook, reason: HoldsReason): string => {
  if (reason.kind === 'complete') return 'from that day on the law of this question is held whole'
  if (reason.kind === 'text') return `a text of which no rule is made ${reason.change}, “${reason.title}”`
  if (reason.kind === 'rule')
    return reason.change === 'changes'
      ? `another edition of a rule begins, “${reason.title}”`
      : `a rule ${reason.change}, “${reason.title}”`
  const { fact, value } = reason
  if (fact === ageFact) return `the child becomes ${value}`
  if (fact === yearGroupFact) return 'a new school year begins, and the child goes up'
  const known = rulebook.factsByName.get(fact)
  return value === null || known === undefined ? `it is not known ${labelOf(rulebook, fact)}` : factClause(known, value)
}
