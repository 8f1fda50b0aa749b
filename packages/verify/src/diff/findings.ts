import type { QuestionTerms } from '../encode/question-terms.ts'
import { and, implies, kleeneOr, notTerm, or, same, type Term, type TruthTerms } from '../smt/terms.ts'
import type { FindingChange } from './decision-changes.ts'
import { deadlineTerms } from './finding-states.ts'

/** The ways in which one finding can change. */
export const changeKinds = ['added', 'removed', 'stronger', 'weaker', 'shifted'] as const
/** A way in which one finding can change. */
export type ChangeKind = (typeof changeKinds)[number]

/** A requirement, item or deadline on both sides, and the terms that say of a request how it changed. */
export interface FindingTerms {
  readonly key: string
  readonly kinds: Readonly<Record<ChangeKind, Term>>
  /** It changed in some way. */
  readonly differs: Term
}

/** A finding on one side; only a requirement has a `test`. */
interface Standing {
  readonly applies: TruthTerms
  readonly test: TruthTerms | undefined
}

const absent: TruthTerms = { t: 'false', f: 'true' }

/** Encodes every finding that either side can make, with how it differs between them. */
export const encodeFindings = (old: QuestionTerms, now: QuestionTerms): readonly FindingTerms[] => {
  const [before, after] = [listStandings(old), listStandings(now)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map(key => compareStandings(key, before.get(key), after.get(key)))
}

const listStandings = ({ requirements, items, deadlines }: QuestionTerms): ReadonlyMap<string, Standing> => {
  const found = new Map<string, Standing>()
  for (const { id, applies, test } of requirements) found.set(`requirements/${id}`, { applies, test })
  for (const { list, item, verb, applies } of items)
    found.set(`lists/${list}/${item}${verb === undefined ? '' : `/${verb}`}`, { applies, test: undefined })
  for (const { event, applies } of deadlines) {
    // Rules that differ in a reading alone set the same day.
    const key = `deadlines/${event.action}/${event.role}/${deadlineTerms(event)}`
    const earlier = found.get(key)?.applies
    found.set(key, { applies: earlier === undefined ? applies : kleeneOr([earlier, applies]), test: undefined })
  }
  return found
}

const compareStandings = (key: string, before: Standing | undefined, after: Standing | undefined): FindingTerms => {
  const [a, b] = [before?.applies ?? absent, after?.applies ?? absent]
  const [testA, testB] = [before?.test ?? after?.test, after?.test ?? before?.test]
  const isSame = and(same(a, b), testA === undefined || testB === undefined ? 'true' : same(testA, testB))
  const isOnBoth = and(notTerm(a.f), notTerm(b.f))
  const up = and(implies(a.t, b.t), testA === undefined ? 'true' : stricter(testA, testB!))
  const down = and(implies(b.t, a.t), testA === undefined ? 'true' : stricter(testB!, testA))
  const kinds = {
    added: and(a.f, notTerm(b.f)),
    removed: and(notTerm(a.f), b.f),
    stronger: and(isOnBoth, notTerm(isSame), up),
    weaker: and(isOnBoth, notTerm(isSame), down),
    shifted: and(isOnBoth, notTerm(isSame), notTerm(up), notTerm(down)),
  }
  return { key, kinds, differs: or(...Object.values(kinds)) }
}

/** The second is met no oftener and unmet no less often. */
const stricter = (first: TruthTerms, second: TruthTerms): Term =>
  and(implies(second.t, first.t), implies(first.f, second.f))

/** The kind of a change that two decisions showed. */
export const readChangeKind = ({ change, rise }: FindingChange): ChangeKind =>
  change !== 'changed' ? change : rise > 0 ? 'stronger' : rise < 0 ? 'weaker' : 'shifted'
