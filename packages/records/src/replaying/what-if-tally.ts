import type { Rules } from '@virtual-school/rules'
import type { OpenedRecord } from '../opening/opened.ts'
import type { AnswerCount, WhatIfRecord, WhatIfReport } from './report.ts'
import { changesBetween } from './what-if.ts'

type OpenedDecision = Extract<OpenedRecord, { readonly state: 'decision' }>

export interface WhatIfTally {
  readonly add: (opened: OpenedDecision) => void
  readonly report: () => WhatIfReport
}

const byPlace = (a: AnswerCount, b: AnswerCount): number => {
  const [one, other] = [a, b].map(({ decision, before, after }) => [decision, before ?? '', after ?? ''].join('\n'))
  return one! < other! ? -1 : 1
}

/** Counts what other rules would have decided; of those that change, the first `limit` are told. */
export const whatIfTally = (rules: Rules, limit: number): WhatIfTally => {
  const answers = new Map<string, AnswerCount>()
  const records: WhatIfRecord[] = []
  const counts = { same: 0, changed: 0, refused: 0 }
  const count = (one: Omit<AnswerCount, 'count'>) => {
    const key = JSON.stringify(one)
    answers.set(key, { ...one, count: (answers.get(key)?.count ?? 0) + 1 })
  }
  const add = ({ envelope: { seq, id }, payload: { request, result } }: OpenedDecision) => {
    const { decision } = request
    const decided = rules.evaluateForRecord(request)
    const after = 'issues' in decided ? undefined : decided.findings
    count({ decision, before: result.answer, after: after?.answer ?? null, isRefused: after === undefined })
    const changes = after === undefined ? null : changesBetween(result, after)
    if (changes === null) counts.refused += 1
    else if (changes.length > 0) counts.changed += 1
    else counts.same += 1
    if (changes?.length !== 0 && records.length < limit) records.push({ seq, id, decision, changes })
  }
  const { version, digest } = rules
  const report = () => ({
    rules: { version, digest },
    ...counts,
    answers: [...answers.values()].sort(byPlace),
    records,
  })
  return { add, report }
}
