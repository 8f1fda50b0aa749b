import type { Rulebook, Scalar } from '@virtual-school/rules'
import { listed } from '@virtual-school/rules/internal'
import { dateInWords, factClause, leafClauses } from '@virtual-school/rules/words'
import { dayOfNumber } from '../encode/days.ts'
import { type Axis, type Interval, joinIntervals, toScalar } from './axis.ts'
import type { Cube } from './cube.ts'

/** Puts a cube into plain English: “the child is looked after; the child’s age is 17; from 1 September 2021”. */
export const cubeInWords = (vocabulary: Rulebook, cube: Cube): string =>
  cube.size === 0 ? 'every child' : [...cube].map(([axis, chosen]) => axisInWords(vocabulary, axis, chosen)).join('; ')

const axisInWords = (vocabulary: Rulebook, axis: Axis, chosen: readonly number[]): string => {
  switch (axis.kind) {
    case 'ordered':
      return intervalInWords(axis, joinIntervals(axis, chosen))
    case 'values':
      return valuesInWords(vocabulary, axis, chosen)
    case 'pair': {
      const [fact, other] = axis.facts
      return listed(
        chosen.map(
          i => leafClauses(vocabulary, { fact, operator: axis.classes[i]!, value: { fact: other }, found: null }).holds,
        ),
        'or',
      )
    }
  }
}

type Ordered = Extract<Axis, { kind: 'ordered' }>
type Values = Extract<Axis, { kind: 'values' }>

const valuesInWords = (vocabulary: Rulebook, axis: Values, chosen: readonly number[]): string => {
  const given = chosen.map(i => axis.classes[i]!).filter((value): value is Scalar => value !== null)
  const others = axis.classes.filter((_, i) => !chosen.includes(i))
  const said = given.length === 0 ? [] : [givenInWords(vocabulary, axis, given, others)]
  const none = given.length < chosen.length ? [`${axis.fact.label} is not given and follows from other facts`] : []
  return listed([...said, ...none], 'or')
}

/** If all values but one are given, that one is said. */
const givenInWords = (
  vocabulary: Rulebook,
  { name, fact }: Values,
  given: readonly Scalar[],
  [other, ...more]: readonly (Scalar | null)[],
): string => {
  if (given.length === 1) return factClause(fact, given[0]!)
  if (given.length > 2 && other !== undefined && other !== null && more.length === 0)
    return `it is not so that ${factClause(fact, other)}`
  return leafClauses(vocabulary, { fact: name, operator: 'in', value: given, found: null }).asks
}

const intervalInWords = (axis: Ordered, { low, high }: Interval): string => {
  const said = (value: number) => (axis.fact?.type === 'integer' ? String(value) : dateInWords(dayOfNumber(value)))
  if (axis.fact === null) return daysInWords(low, high)
  const { label, type, min, max } = axis.fact
  if (low !== null && low === high) return factClause(axis.fact, toScalar(axis, low))
  const isDate = type === 'date'
  const [from, to] = [
    low === null || low === min ? undefined : said(low),
    high === null || high === max ? undefined : said(high),
  ]
  if (from !== undefined && to !== undefined) return `${label} is from ${from} to ${to}`
  if (from !== undefined) return isDate ? `${label} is ${from} or later` : `${label} is ${from} or more`
  return isDate ? `${label} is ${to} or earlier` : `${label} is ${to} or less`
}

const daysInWords = (low: number | null, high: number | null): string => {
  const [from, to] = [low, high].map(day => (day === null ? undefined : dateInWords(dayOfNumber(day))))
  if (low !== null && low === high) return `on ${from}`
  if (from !== undefined && to !== undefined) return `from ${from} to ${to}`
  return from === undefined ? `until ${to}` : `from ${from}`
}

/** Puts the requirement, item or deadline that a change names into the words of the rules: “requirement: the parent agrees”. */
export const findingInWords = (
  { decisions, lists, deadlines }: Rulebook,
  decision: string,
  finding: string,
): string => {
  const [kind, name = '', item = '', verb] = finding.split('/')
  if (kind === 'requirements') {
    const found = decisions.get(decision)?.requirements.find(one => one.id === name)
    return `requirement: ${found?.title ?? name}`
  }
  if (kind === 'deadlines') return `deadline: ${deadlines.get(name)?.title ?? name}, ${verb ?? ''} (${item})`
  const list = lists.get(name)
  const title = list?.items.find(one => one.id === item)?.title ?? item
  const does = verb === undefined ? '' : `, ${list?.verbs.find(one => one.id === verb)?.title ?? verb}`
  return `${list?.title ?? name}: ${title}${does}`
}
