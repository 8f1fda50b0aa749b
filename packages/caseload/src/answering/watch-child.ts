import { type DatedChange, type Issue, listDatedChanges, type Refusal } from '@virtual-school/rules'
import { type Answer, type Rules, reasonInWords } from '@virtual-school/rules/internal'
import { type CaseloadQuestion, requestFor, type ToldChild } from './answer-child.ts'
import { clauseOfAnswer, noAnswer } from './answer-words.ts'

/** A day on which the answer about a child changes, or from which nobody can say. */
export interface ChangeRow {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly decision: string
  readonly day: string
  readonly from: string
  /** Empty: it cannot be said. */
  readonly to: string
  readonly why: string
  readonly fromInWords: string
  readonly toInWords: string
}

/**
 * The changes to come of one child’s answers, by day for each question. Of who has no answer only because a code leaves a fact open,
 * that from now on nobody can tell; none of any other child without one.
 */
export const watchChild = (
  rules: Rules,
  asked: CaseloadQuestion,
  lastDay: string,
  child: ToldChild,
): readonly ChangeRow[] => {
  const { issues } = child.folded
  const headOf = (decision: string) => ({ id: child.id, file: child.file, line: child.line, decision })
  if (issues.length > 0) {
    if (!issues.every(isLeftOpen)) return []
    const why = [...new Set(issues.map(one => one.message))].join(' ')
    return asked.decisions.map(decision => ({
      ...headOf(decision),
      day: asked.asOf,
      from: 'no answer',
      to: '',
      why,
      fromInWords: noAnswer,
      toInWords: '',
    }))
  }
  return asked.decisions.flatMap(decision => {
    const found = listDatedChanges(rules, requestFor(rules, asked, child.folded, decision), lastDay)
    if ('issues' in found) return []
    const head = headOf(decision)
    const rows = found.changes.map((one): ChangeRow => ({ ...head, ...changeInWords(rules, decision, one) }))
    const { notKnown } = found
    if (notKnown === undefined) return rows
    const last = found.changes.at(-1)?.after ?? found.now
    const [from, fromInWords] = [answerIn(last), inWords(rules, decision, last)]
    const why = whyNotKnown(rules, notKnown)
    return [...rows, { ...head, day: notKnown.from, from, to: '', why, fromInWords, toInWords: '' }]
  })
}

/** A code that does not say all of a fact, such as a remand, and nothing else that tells it. */
const isLeftOpen = ({ code }: Issue): boolean => code === 'missing-member'

const changeInWords = (rules: Rules, decision: string, { day, before, after, because }: DatedChange) => ({
  day,
  from: answerIn(before),
  to: answerIn(after),
  why: because.map(one => reasonInWords(rules.rulebook, one)).join('; '),
  fromInWords: inWords(rules, decision, before),
  toInWords: inWords(rules, decision, after),
})

const inWords = (rules: Rules, decision: string, found: Answer | Refusal): string =>
  'issues' in found ? noAnswer : clauseOfAnswer(rules, decision, found.answer ?? '')

const answerIn = (found: Answer | Refusal): string => {
  if ('issues' in found) return `no answer: ${found.issues.map(one => one.message).join(' ')}`
  return found.answer ?? `undetermined (${found.possibleAnswers.join('; ')})`
}

const whyNotKnown = (
  { rulebook }: Rules,
  { because, missing }: { readonly because: readonly string[]; readonly missing: readonly string[] },
): string => {
  const labels = (names: readonly string[]) =>
    names.map(name => rulebook.factsByName.get(name)?.label ?? name).join(', ')
  const help = missing.length === 0 ? '' : `; to find out, give ${labels(missing)}`
  return `it turns on ${labels(because)}, and nothing says when that changes${help}`
}
