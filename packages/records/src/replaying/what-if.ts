import type { DecisionForRecord } from '@virtual-school/rules'
import type { WhatIfChange } from './report.ts'

type Findings = Omit<DecisionForRecord['findings'], 'trace'>
type Said = readonly [what: WhatIfChange['what'], name: string, word: string | null]

const said = (result: Findings): readonly Said[] => [
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

/** By what and name. Where two bear one name, their words are told together. */
const byName = (result: Findings): ReadonlyMap<string, Said> => {
  const found = new Map<string, Said>()
  for (const [what, name, word] of said(result)) {
    const key = `${what} ${name}`
    const before = found.get(key)
    found.set(key, before === undefined ? [what, name, word] : [what, name, `${before[2]}; ${word}`])
  }
  return found
}

/** A deadline’s day may be worked out from a fact: that it is another one is told, and not which. */
const dayOf = (one: Said | undefined, word: string): string | null => (one?.[2] == null ? null : word)

const change = (was: Said | undefined, is: Said | undefined): WhatIfChange => {
  const [what, name] = (was ?? is)!
  return what === 'deadline-date'
    ? { what, name, before: dayOf(was, 'a day'), after: dayOf(is, 'another day') }
    : { what, name, before: was?.[2] ?? null, after: is?.[2] ?? null }
}

/** A deadline that comes or goes is told once, without its day. */
const isTold = (was: Said | undefined, is: Said | undefined): boolean => {
  if (was === undefined || is === undefined) return (was ?? is)![0] !== 'deadline-date'
  return was[2] !== is[2]
}

/** What differs between two decisions of one request; the wording and the names of rules aside. */
export const changesBetween = (before: Findings, after: Findings): readonly WhatIfChange[] => {
  const [was, is] = [byName(before), byName(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(key =>
    isTold(was.get(key), is.get(key)) ? [change(was.get(key), is.get(key))] : [],
  )
}
