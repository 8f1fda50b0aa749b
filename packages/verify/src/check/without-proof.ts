import type { Authority, Rule, RuleEvent } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { type FindingCode, plusDays } from '@virtual-school/rules/internal'
import { dateInWords } from '@virtual-school/rules/words'
import type { Finding } from './finding.ts'
import { type CheckScope, listRulesOnDecision } from './scope.ts'
import { followRules, noUsage, type Usage } from './usage.ts'

/** Finds requirements, items of lists, deadlines and sources that nothing names. */
export const unusedCatalogue = ({ rules }: CheckScope): readonly Finding[] => {
  const named = new Set(rules.rules.flatMap(namedBy))
  const { lists, deadlines } = rules.rulebook
  const requirements = rules.decisions.flatMap(({ id, requirements }) => requirements.map(one => `${id} ${one.id}`))
  const items = [...lists.values()].flatMap(({ id, items }) => items.map(one => `${id} ${one.id}`))
  const cited = citedIn(rules)
  const unnamed = (keys: readonly string[], code: FindingCode, remedy: string): readonly Finding[] =>
    keys.filter(key => !named.has(key)).map(key => unused(code, key, `No rule names “${key}”. ${remedy}`))
  return [
    ...unnamed(requirements, 'requirement-unused', 'Write the rule that asks for it, or take it out of the catalogue.'),
    ...unnamed(items, 'item-unused', 'Write the rule that includes it, or take it out of the list.'),
    ...unnamed([...deadlines.keys()], 'deadline-unused', 'Write the rule that sets it, or take it out.'),
    ...rules.sources
      .filter(({ id }) => !cited.has(id))
      .map(({ id }) => unused('source-unused', id, `Nothing cites the source “${id}”. Cite it, or take it out.`)),
  ]
}

const unused = (code: FindingCode, about: string, message: string): Finding => ({
  code,
  about,
  rules: [],
  message,
  witness: null,
})

const namedBy = ({ events }: Rule): readonly string[] =>
  [...events].flatMap(([decision, followed]) => followed.flatMap(event => namedByEvent(decision, event)))

const namedByEvent = (decision: string, event: RuleEvent): readonly string[] => {
  switch (event.type) {
    case 'require':
      return [`${decision} ${event.requirement}`]
    case 'include':
      return [`${event.list} ${event.item}`]
    case 'deadline':
      return [event.action]
    case 'conclude':
    case 'none':
      return []
  }
}

const citedIn = ({ rulebook, rules, facts }: Rules): ReadonlySet<string> => {
  const authorities = [...rulebook.authorities.values()]
  const cited = [
    ...rules,
    ...authorities.flatMap(one => [...one.definitions.values(), ...one.readings.values()]),
    ...facts.flatMap(one => one.derived ?? []),
  ].flatMap(one => one.citations.map(({ source }) => source))
  return new Set([...cited, ...authorities.flatMap(one => one.registers.map(({ source }) => source))])
}

/** Finds definitions and readings that no rule uses, in the layer that wrote them. */
export const unusedNames = ({ rules }: CheckScope): readonly Finding[] =>
  listLayers(rules).flatMap(({ authority, under, usages }) => [
    ...[...authority.definitions.keys()]
      .filter(name => !under?.definitions.has(name) && !usages.some(one => one.definitions.has(name)))
      .map(name => unusedDefinition(authority, name)),
    ...[...authority.readings.keys()]
      .filter(id => !under?.readings.has(id) && !usages.some(one => one.readings.has(id)))
      .map(id => unusedReading(authority, id)),
  ])

/** Finds facts of the vocabulary that no rule reads. A fact that only derives others, such as a date of birth, is read with them. */
export const unusedFacts = ({ rules }: CheckScope): readonly Finding[] => {
  const usages = listLayers(rules).flatMap(one => one.usages)
  return rules.facts
    .filter(({ name, kept }) => kept && !usages.some(one => one.facts.has(name)))
    .map(({ name, label }) => ({
      code: 'fact-unused',
      about: name,
      rules: [],
      message: `No rule reads the fact “${name}” (${label}). Take it out of the vocabulary, or write the rule that needs it.`,
      witness: null,
    }))
}

interface Layer {
  readonly authority: Authority
  /** The nation, whose names a council has as well; undefined for the nation itself. */
  readonly under: Authority | undefined
  /** What may use its names: the rules of all authorities for the nation, its own for a council. */
  readonly usages: readonly Usage[]
}

const listLayers = ({ rulebook }: Rules): readonly Layer[] => {
  const authorities = [...rulebook.authorities.values()]
  const usages = authorities.map(authority => {
    const usage = noUsage()
    followRules(rulebook, authority, authority.rules, usage)
    return usage
  })
  const nation = rulebook.authorities.get(rulebook.national)!
  return authorities.map((authority, i) =>
    authority === nation ? { authority, under: undefined, usages } : { authority, under: nation, usages: [usages[i]!] },
  )
}

const unusedDefinition = ({ id }: Authority, name: string): Finding => ({
  code: 'definition-unused',
  about: `${id} ${name}`,
  rules: [],
  message: `Nothing uses the definition “${name}” of ${id}. Take it out, or name it in the rule that it was written for.`,
  witness: null,
})

const unusedReading = ({ id }: Authority, name: string): Finding => ({
  code: 'reading-unused',
  about: `${id} ${name}`,
  rules: [],
  message: `No test names the reading “${name}” of ${id}, so nobody ever hears of it. Name it beside the test whose words are ambiguous, or take it out.`,
  witness: null,
})

/** Finds days between two editions of a rule on which neither is in force. An edition that ends with none after it was repealed. */
export const editionHoles = ({ authorities, decisions }: CheckScope): readonly Finding[] =>
  authorities.flatMap(authority =>
    decisions.flatMap(({ id }) => {
      const dated = listRulesOnDecision(authority, id).filter(one => one.firstDay !== null)
      return dated.flatMap((rule, i) => {
        // Editions of one name stand beside one another, sorted by first day.
        const before = dated[i - 1]
        return before?.name === rule.name ? holeBetween(authority, before, rule) : []
      })
    }),
  )

const holeBetween = (authority: Authority, before: Rule, after: Rule): readonly Finding[] => {
  const from = before.lastDay === null ? null : plusDays(before.lastDay, 1)
  const to = plusDays(after.firstDay!, -1)
  if (from === null || to === null || to < from) return []
  const { name, effective } = after
  const decision = [...after.events.keys()][0]!
  const days = from === to ? `on ${dateInWords(from)}` : `from ${dateInWords(from)} to ${dateInWords(to)}`
  const facts = effective.clock === undefined ? {} : { [effective.clock]: from }
  return [
    {
      code: 'edition-hole',
      about: name,
      rules: [name],
      message: `No edition of the rule is in force ${days}. End the earlier edition the day before the later one begins.`,
      witness: {
        text: `A request of ${dateInWords(from)}${effective.clock === undefined ? '' : ', with the same day as the day that selects the law'}.`,
        case: { decision, authority: authority.id, asOf: from, facts },
      },
      shows: 'fault',
    },
  ]
}
