import type { Rule, VocabularyFact } from '@virtual-school/rules'
import { capital, eventsFor, type Rules, sentence } from '@virtual-school/rules/internal'
import { type ConditionWords, forceWords, ruleInWords } from '@virtual-school/rules/words'
import { conditionsOf, reachedFrom } from '../held/reached.ts'
import { addressOf } from '../html/addresses.ts'

/** The kinds of things that can be found, in the order in which they are shown. */
export const foundKinds = ['question', 'rule', 'source', 'fact'] as const

interface Link {
  readonly text: string
  readonly href: string
}

/** Something that can be found. */
export interface SearchDocument {
  readonly id: string
  readonly kind: (typeof foundKinds)[number]
  readonly title: string
  /** Words by which it is found and which are not shown. */
  readonly text: string
  /** Undefined: it has no page. */
  readonly href: string | undefined
  /** What is shown of it in short. */
  readonly facts: readonly string[]
  /** The questions to which it matters, if that is how it is found. */
  readonly links: readonly Link[]
}

/** All that can be found in some rules. */
export const listDocuments = (rules: Rules): readonly SearchDocument[] => [
  ...questionDocuments(rules),
  ...ruleDocuments(rules),
  ...sourceDocuments(rules),
  ...factDocuments(rules),
]

const questionDocuments = ({ decisions }: Rules): readonly SearchDocument[] =>
  decisions.map(({ id, question, answers, requirements }) => ({
    id: `question ${id}`,
    kind: 'question',
    title: question,
    text: [...answers.map(one => one.summary), ...requirements.map(one => one.title)].join('\n'),
    href: addressOf.question(id),
    facts: [],
    links: [],
  }))

const ruleDocuments = ({ rulebook, rules }: Rules): readonly SearchDocument[] =>
  // Of several editions the latest.
  [...new Map(rules.map(rule => [rule.name, rule])).values()].map(rule => {
    const authority = rulebook.authorities.get(rule.layer)!
    const words = ruleInWords({ rulebook, authority }, rule)
    return {
      id: `rule ${rule.name}`,
      kind: 'rule',
      title: rule.title,
      text: [...words.follows.flatMap(one => textsOf(one.words)), ...textsOf(words.when)].join('\n'),
      href: addressOf.rule(rule),
      facts: [authority.name, capital(words.force)],
      links: [],
    }
  })

const textsOf = ({ text, parts = [] }: ConditionWords): readonly string[] => [text, ...parts.flatMap(textsOf)]

const sourceDocuments = ({ sources }: Rules): readonly SearchDocument[] =>
  sources.map(({ id, title, publisher, kind, note }) => ({
    id: `source ${id}`,
    kind: 'source',
    title,
    text: `${publisher}\n${note ?? ''}`,
    href: addressOf.source(id),
    facts: [publisher, capital(forceWords[kind])],
    links: [],
  }))

const factDocuments = (rules: Rules): readonly SearchDocument[] => {
  const questions = questionsByFact(rules)
  return rules.facts.map(
    (fact): SearchDocument => ({
      id: `fact ${fact.name}`,
      kind: 'fact',
      title: fact.question,
      text: textOfFact(fact),
      href: undefined,
      facts: [],
      links: questions.get(fact.name) ?? [],
    }),
  )
}

const textOfFact = ({ label, help = '', values = [] }: VocabularyFact): string =>
  [label, help, ...values.map(one => sentence(one.statement))].join('\n')

/** The questions whose rules lead to a fact. */
const questionsByFact = ({ decisions, rulebook }: Rules): ReadonlyMap<string, readonly Link[]> => {
  const found = new Map<string, Link[]>()
  for (const { id, question } of decisions) {
    const names = new Set(
      [...rulebook.authorities.values()].flatMap(authority => {
        const rules = authority.rules.filter(one => one.events.has(id))
        const conditions = rules.flatMap(one => conditionsOf({ rulebook }, one))
        const reached = reachedFrom({ rulebook, authority }, conditions, true)
        return [...reached.facts.map(one => one.name), ...rules.flatMap(one => daysOf(one, id))]
      }),
    )
    for (const name of names)
      found.set(name, [...(found.get(name) ?? []), { text: question, href: addressOf.question(id) }])
  }
  return found
}

/** The facts whose days a rule counts from, or by which its edition is chosen. */
const daysOf = (rule: Rule, question: string): readonly string[] => [
  ...eventsFor(rule, question).flatMap(event => (event.type === 'deadline' ? [event.of] : [])),
  ...(rule.effective.clock === undefined ? [] : [rule.effective.clock]),
]
