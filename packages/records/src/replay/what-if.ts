import type { DecisionForRecord } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { OpenedRecord } from '../unseal/payload.ts'
import type { AnswerCount, WhatIfChange, WhatIfRecord, WhatIfReport } from './report.ts'

type OpenedDecision = Extract<OpenedRecord, { readonly state: 'decision' }>

interface WhatIfTally {
  readonly add: (opened: OpenedDecision) => void
  readonly report: () => WhatIfReport
}

const comparePlaces = (a: AnswerCount, b: AnswerCount): number => {
  const [one, other] = [a, b].map(({ decision, before, after }) => [decision, before ?? '', after ?? ''].join('\n'))
  return one! < other! ? -1 : 1
}

/** Counts what other rules would have decided; of those that change, the first `limit` are listed. */
export const createWhatIfTally = (rules: Rules, limit: number): WhatIfTally => {
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
    const changes = after === undefined ? null : listChanges(result, after)
    if (changes === null) counts.refused += 1
    else if (changes.length > 0) counts.changed += 1
    else counts.same += 1
    if (changes?.length !== 0 && records.length < limit) records.push({ seq, id, decision, changes })
  }
  const { version, digest } = rules
  const report = () => ({
    rules: { version, digest },
    ...counts,
    answers: [...answers.values()].sort(comparePlaces),
    records,
  })
  return { add, report }
}

type Findings = Omit<DecisionForRecord['findings'], 'trace'>
type Said = readonly [what: WhatIfChange['what'], name: string, word: string | null]

const listSaid = (result: Findings): readonly Said[] => [
  ['answer', '', result.answer],
  ...result.requirements.map((one): Said => ['requirement', one.id, `${one.status}, applies: ${one.applies}`]),
  ...Object.entries(result.lists).flatMap(([list, items]) =>
    items.map(
      (one): Said => [
        'item',
        `${list}/${one.item}`,
        one.verb === undefined ? one.status : `${one.verb}, ${one.status}`,
      ],
    ),
  ),
  ...result.deadlines.flatMap((one): Said[] => [
    ['deadline', one.action, one.status],
    ['deadline-date', one.action, one.date],
  ]),
  ...result.missing.map((one): Said => ['missing', one.fact, `${one.state}, for: ${one.for}`]),
]

/** By what and name. If two bear one name, their words are shown together. */
const groupByName = (result: Findings): ReadonlyMap<string, Said> => {
  const found = new Map<string, Said>()
  for (const [what, name, word] of listSaid(result)) {
    const key = `${what} ${name}`
    const before = found.get(key)
    found.set(key, before === undefined ? [what, name, word] : [what, name, `${before[2]}; ${word}`])
  }
  return found
}

/** A deadline’s day may be worked out from a fact: only that it is another one is shown. */
const hideDay = (one: Said | undefined, word: string): string | null => (one?.[2] == null ? null : word)

const describeChange = (was: Said | undefined, is: Said | undefined): WhatIfChange => {
  const [what, name] = (was ?? is)!
  return what === 'deadline-date'
    ? { what, name, before: hideDay(was, 'a day'), after: hideDay(is, 'another day') }
    : { what, name, before: was?.[2] ?? null, after: is?.[2] ?? null }
}

/** A deadline that comes or goes is shown once, without its day. */
const isTold = (was: Said | undefined, is: Said | undefined): boolean => {
  if (was === undefined || is === undefined) return (was ?? is)![0] !== 'deadline-date'
  return was[2] !== is[2]
}

/** What differs between two decisions of one request; the wording and the names of rules aside. */
const listChanges = (before: Findings, after: Findings): readonly WhatIfChange[] => {
  const [was, is] = [groupByName(before), groupByName(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(key =>
    isTold(was.get(key), is.get(key)) ? [describeChange(was.get(key), is.get(key))] : [],
  )
}
