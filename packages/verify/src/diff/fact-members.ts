import type { Rulebook } from '@virtual-school/rules'
import { plainCondition, unordered } from './plain-form.ts'

type Members = Readonly<Record<string, unknown>>

/** What a fact says of itself but its name, in a form in which order says nothing. */
export const factMembers = (fact: Omit<Rulebook['facts'][number], 'name' | 'index' | 'words'>): Members => ({
  ...fact,
  ...(fact.values === undefined ? {} : { values: unordered(fact.values) }),
  ...(fact.relevantWhen === undefined ? {} : { relevantWhen: plainCondition(fact.relevantWhen) }),
  ...(fact.derived === undefined ? {} : { derived: derivedMembers(fact.derived) }),
})

const derivedMembers = (derived: NonNullable<Rulebook['facts'][number]['derived']>): Members => ({
  ...derived,
  citations: unordered(derived.citations),
  ...(derived.from === undefined ? {} : { from: plainCondition(derived.from) }),
  ...(derived.cases === undefined
    ? {}
    : { cases: derived.cases.map(one => ({ ...one, when: plainCondition(one.when) })) }),
})
