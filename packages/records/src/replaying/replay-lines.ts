import type { AnswerCount, ReplayFinding, ReplayReport, WhatIfReport } from './report.ts'

const number = (n: number): string => n.toLocaleString('en-GB')

const findingLine = ({ seq, evaluator, pointer, message }: ReplayFinding): string => {
  const where = pointer === undefined ? '' : ` First at ${pointer === '' ? 'the whole' : pointer}, by ${evaluator}.`
  return `Record ${seq}: ${message}${where}`
}

const answerLine = ({ decision, before, after, isRefused, count }: AnswerCount): string => {
  const then = isRefused ? 'refused' : (after ?? 'undetermined')
  return `${decision}: ${before ?? 'undetermined'} → ${then}: ${number(count)}`
}

const whatIfLines = ({ rules, same, changed, refused, answers }: WhatIfReport): readonly string[] => [
  `By version ${rules.version} (${rules.digest}): ${number(same)} the same, ${number(changed)} otherwise, ${number(refused)} refused.`,
  ...answers.map(answerLine),
]

/** A report of replaying as lines for a person. */
export const replayLines = ({ isSame, counts, findings, findingsCount, whatIf }: ReplayReport): readonly string[] => {
  const { same, differs, erased, damaged, rulesNotKept } = counts
  const more = findingsCount - findings.length
  return [
    isSame ? 'Every decision that can be read came out the same.' : 'Not every decision came out the same.',
    `${number(same)} the same, ${number(differs)} otherwise, ${number(erased)} erased, ${number(damaged)} damaged, ${number(rulesNotKept)} without their rules.`,
    ...findings.map(findingLine),
    ...(more > 0 ? [`And ${number(more)} more.`] : []),
    ...(whatIf === undefined ? [] : whatIfLines(whatIf)),
  ]
}
