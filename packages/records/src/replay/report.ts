const renderNumber = (n: number): string => n.toLocaleString('en-GB')

const renderFinding = ({ seq, evaluator, pointer, message }: ReplayFinding): string => {
  const where = pointer === undefined ? '' : ` First at ${pointer === '' ? 'the whole' : pointer}, by ${evaluator}.`
  return `Record ${seq}: ${message}${where}`
}

const renderAnswerCount = ({ decision, before, after, isRefused, count }: AnswerCount): string => {
  const then = isRefused ? 'refused' : (after ?? 'undetermined')
  return `${decision}: ${before ?? 'undetermined'} → ${then}: ${renderNumber(count)}`
}

const renderWhatIf = ({ rules, same, changed, refused, answers }: WhatIfReport): readonly string[] => [
  `By version ${rules.version} (${rules.digest}): ${renderNumber(same)} the same, ${renderNumber(changed)} otherwise, ${renderNumber(refused)} refused.`,
  ...answers.map(renderAnswerCount),
]

/** A report of replaying as lines for a person. */
export const replayLines = ({ isSame, counts, findings, findingsCount, whatIf }: ReplayReport): readonly string[] => {
  const { same, differs, erased, damaged, rulesNotKept } = counts
  const more = findingsCount - findings.length
  return [
    isSame ? 'Every decision that can be read came out the same.' : 'Not every decision came out the same.',
    `${renderNumber(same)} the same, ${renderNumber(differs)} otherwise, ${renderNumber(erased)} erased, ${renderNumber(damaged)} damaged, ${renderNumber(rulesNotKept)} without their rules.`,
    ...findings.map(renderFinding),
    ...(more > 0 ? [`And ${renderNumber(more)} more.`] : []),
    ...(whatIf === undefined ? [] : renderWhatIf(whatIf)),
  ]
}

/** Which of the two evaluators. */
export type EvaluatorName = 'rules' | 'json-rules-engine'

/** A record of a decision that did not come out the same. It holds no fact. */
export interface ReplayFinding {
  readonly seq: number
  readonly id: string
  readonly state: 'differs' | 'damaged' | 'rules-not-kept'
  /** Of one that differs: whose decision. */
  readonly evaluator?: EvaluatorName
  /** Of one that differs: the first place in the payload, a JSON Pointer. */
  readonly pointer?: string
  /** Plain words for an auditor. */
  readonly message: string
}

/** How many decisions came out how. */
export interface ReplayCounts {
  /** Decided again, byte for byte what was kept: the decision and its evaluation, by every evaluator asked. */
  readonly same: number
  readonly differs: number
  /** What was sealed cannot be read by anybody. */
  readonly erased: number
  readonly damaged: number
  readonly rulesNotKept: number
}

/** One thing that other rules would decide otherwise. It holds no fact, and so no date of a deadline. */
export interface WhatIfChange {
  readonly what: 'answer' | 'requirement' | 'item' | 'deadline' | 'deadline-date' | 'missing'
  /** Of the requirement, of the list and the item, of the deadline’s action or of the missing fact; empty for the answer. */
  readonly name: string
  /** A word, such as an answer or a status; null: not there. */
  readonly before: string | null
  readonly after: string | null
}

/** A decision that other rules change. */
export interface WhatIfRecord {
  readonly seq: number
  readonly id: string
  readonly decision: string
  /** Null: the other rules refuse the request. */
  readonly changes: readonly WhatIfChange[] | null
}

/** How many decisions went from one answer to another. */
export interface AnswerCount {
  readonly decision: string
  /** Null: undetermined. */
  readonly before: string | null
  /** Null: undetermined, or refused. */
  readonly after: string | null
  /** Whether the other rules refuse the request. */
  readonly isRefused: boolean
  readonly count: number
}

/** What other rules would have decided, of the same requests. */
export interface WhatIfReport {
  readonly rules: { readonly version: string; readonly digest: string }
  readonly same: number
  readonly changed: number
  readonly refused: number
  /** Sorted by decision, before and after; those that stay the same too. */
  readonly answers: readonly AnswerCount[]
  /** The first that changed or are refused. */
  readonly records: readonly WhatIfRecord[]
}

/** The outcome of deciding records again. */
export interface ReplayReport {
  /** Whether every decision that can still be read came out the same. */
  readonly isSame: boolean
  readonly counts: ReplayCounts
  /** The first of those that did not. */
  readonly findings: readonly ReplayFinding[]
  readonly findingsCount: number
  /** If other rules were given. */
  readonly whatIf?: WhatIfReport
}
