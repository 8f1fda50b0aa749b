import type { Rule, Rules } from '@virtual-school/rules'
import type { Finding, FindingCode } from './finding.ts'
import type { Scope } from './scope.ts'

/** Requirements, items of lists, deadlines and sources that are held and that nothing names. */
export const unusedCatalogue = ({ rules }: Scope): readonly Finding[] => {
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

const namedBy = ({ decision, event }: Rule): readonly string[] => {
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
  return new Set([...cited, ...authorities.flatMap(one => one.register?.source ?? [])])
}
