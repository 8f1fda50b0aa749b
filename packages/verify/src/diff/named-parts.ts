import type { Rulebook } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { plainCondition, unordered } from './plain-form.ts'

/** The kinds of parts of a rule directory that have a name. */
export const partKinds = [
  'manifest',
  'authority',
  'calendar',
  'source',
  'fact',
  'contradiction',
  'list',
  'deadline',
  'decision',
  'requirement',
  'definition',
  'reading',
  'rule',
] as const
/** A kind of part. */
export type PartKind = (typeof partKinds)[number]

/** A part, with its members in a form in which order and layout say nothing. */
export interface NamedPart {
  readonly kind: PartKind
  readonly name: string
  /** The first day or month of an edition, if the part is a rule. */
  readonly edition?: string
  readonly members: Readonly<Record<string, unknown>>
}

/** Lists everything in the rules that has a name. Scenarios, registers and codes are left out: no decision reads them. */
export const listNamedParts = (rules: Rules): readonly NamedPart[] => [
  ...sharedParts(rules),
  ...decisionParts(rules.rulebook),
  ...layerParts(rules.rulebook),
  ...ruleParts(rules),
]

const part = (kind: PartKind, name: string, members: Members): NamedPart => ({ kind, name, members })

const sharedParts = ({ rulebook, ...rules }: Rules): readonly NamedPart[] => [
  part('manifest', 'manifest', { version: rulebook.version, national: rulebook.national }),
  ...rules.authorities.map(({ id, name }) => part('authority', id, { name })),
  part('calendar', 'bank holidays', { ...rulebook.calendar, closed: [...rulebook.calendar.closed].sort() }),
  ...rules.sources.map(({ id, ...members }) => part('source', id, members)),
  ...rules.facts.map(({ name, index: _, words: __, ...fact }) => part('fact', name, factMembers(fact))),
  ...rulebook.contradictions.map(({ id, ...one }) =>
    part('contradiction', id, { ...one, facts: unordered(one.facts), never: plainCondition(one.never) }),
  ),
]

const decisionParts = ({ decisions, lists, deadlines }: Rulebook): readonly NamedPart[] => [
  ...[...lists.values()].map(({ id, ...one }) =>
    part('list', id, { ...one, items: unordered(one.items), verbs: unordered(one.verbs) }),
  ),
  ...[...deadlines.values()].map(({ id, ...one }) => part('deadline', id, one)),
  ...[...decisions.values()].flatMap(({ id, requirements, ...one }) => [
    part('decision', id, { ...one, lists: unordered(one.lists) }),
    ...requirements.map(({ id: own, title, test }) =>
      part('requirement', `${id}/${own}`, { title, test: plainCondition(test) }),
    ),
  ]),
]

/** Lists definitions and readings once each, under the authority that wrote them: a council’s view has the nation’s too. */
const layerParts = ({ authorities, national }: Rulebook): readonly NamedPart[] => {
  const nation = authorities.get(national)!
  return [...authorities.values()].flatMap(one => {
    const isOwn = (name: string, of: 'definitions' | 'readings') => one === nation || !nation[of].has(name)
    return [
      ...[...one.definitions.values()]
        .filter(({ name }) => isOwn(name, 'definitions'))
        .map(({ name, ...own }) =>
          part('definition', `${one.id}/${name}`, {
            ...own,
            conditions: plainCondition(own.conditions),
            citations: unordered(own.citations),
          }),
        ),
      ...[...one.readings.values()]
        .filter(({ id }) => isOwn(id, 'readings'))
        .map(({ id, ...own }) => part('reading', `${one.id}/${id}`, readingMembers(own))),
    ]
  })
}

type ReadingMembers = Omit<Rulebook['authorities'] extends ReadonlyMap<string, infer A> ? ReadingOf<A> : never, 'id'>
type ReadingOf<A> = A extends { readonly readings: ReadonlyMap<string, infer R> } ? R : never

const readingMembers = (reading: ReadingMembers): Members => ({
  ...reading,
  citations: unordered(reading.citations),
  alternatives: unordered(
    reading.alternatives.map(one =>
      one.condition === undefined ? one : { ...one, condition: plainCondition(one.condition) },
    ),
  ),
})

const ruleParts = ({ rules }: Rules): readonly NamedPart[] =>
  rules.map(
    ({ name, events: _, file: __, pointer: ___, firstDay: ____, lastDay: _____, exceptedBy: ______, ...rule }) => ({
      ...part('rule', name, {
        ...rule,
        conditions: plainCondition(rule.conditions),
        exceptionTo: unordered(rule.exceptionTo),
        citations: unordered(rule.citations),
        cautions: unordered(rule.cautions),
      }),
      edition: rule.effective.from ?? 'never',
    }),
  )

type Members = Readonly<Record<string, unknown>>

/** The members of a fact but its name, in a form in which order says nothing. */
const factMembers = (fact: Omit<Rulebook['facts'][number], 'name' | 'index' | 'words'>): Members => ({
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
