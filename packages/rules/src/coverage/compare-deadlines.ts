import type { DeadlineFinding, Decision } from '../evaluate/decision.ts'
import type { Scenario } from '../language/scenario.ts'
import { absent } from './compare-entries.ts'
import type { Difference } from './scenario-report.ts'
import { rulesThatMake } from './why.ts'

type Wanted = NonNullable<Scenario['expect']['deadlines']>[string]
type WantedEntry = Extract<Wanted, { status: string }>

/**
 * Each action named. A date, or null for none: the earliest of its entries’. “absent”: it has no entry. Otherwise
 * an entry, of the role if one is named, that has everything named; “absent” with more: no entry that has it all.
 */
export const compareDeadlines = (
  expected: Scenario['expect']['deadlines'],
  decision: Decision,
): readonly Difference[] =>
  Object.entries(expected ?? {}).flatMap(([action, wanted]): readonly Difference[] => {
    const entries = decision.deadlines.filter(one => one.action === action)
    if (typeof wanted === 'object' && wanted !== null) return compareEntry(action, wanted, entries, decision)
    if (wanted === absent) return compareEntry(action, { status: absent }, entries, decision)
    return entries.length === 0 ? lacking(action, wanted, decision) : compareDate(action, wanted, entries)
  })

const lacking = (action: string, expected: string | null, decision: Decision): readonly Difference[] => {
  const notHolding = rulesThatMake(decision, 'deadline', { action })
  return [{ at: `deadlines/${action}`, expected, found: absent, because: [], notHolding }]
}

const compareDate = (
  action: string,
  date: string | null,
  entries: readonly DeadlineFinding[],
): readonly Difference[] => {
  const dates = entries.flatMap(one => (one.date === null ? [] : [one.date])).sort()
  const found = dates[0] ?? null
  const behind = entries.filter(one => one.date === found).flatMap(one => one.because)
  const because = [...new Set(behind)].sort()
  return found === date ? [] : [{ at: `deadlines/${action}`, expected: date, found, because, notHolding: [] }]
}

const compareEntry = (
  action: string,
  wanted: WantedEntry,
  all: readonly DeadlineFinding[],
  decision: Decision,
): readonly Difference[] => {
  const isAbsent = wanted.status === absent
  const entries = all.filter(one => (isAbsent ? told : roleOnly).every(member => isAsWanted(wanted, one, member)))
  if (entries.length === 0) return isAbsent ? [] : lacking(action, wanted.status, decision)
  const [first = [], ...others] = entries.map(entry => compareOne(action, wanted, entry))
  return others.reduce((fewest, one) => (one.length < fewest.length ? one : fewest), first)
}

/** What chooses among several deadlines of an action: the role; or of one that must not be there, all that is named of it. */
const roleOnly = ['role'] as const
const told = ['role', 'date', 'basis'] as const

const isAsWanted = (wanted: WantedEntry, entry: DeadlineFinding, member: (typeof told)[number]): boolean =>
  wanted[member] === undefined || wanted[member] === entry[member]

const compareOne = (action: string, wanted: WantedEntry, entry: DeadlineFinding): readonly Difference[] => {
  const role = wanted.role === undefined ? '' : `/${wanted.role}`
  return (['status', 'date', 'basis'] as const).flatMap((member): readonly Difference[] => {
    const expected = wanted[member]
    if (expected === undefined || expected === entry[member]) return []
    const at = `deadlines/${action}${role}${member === 'status' ? '' : `/${member}`}`
    return [{ at, expected, found: entry[member], because: entry.because, notHolding: [] }]
  })
}
