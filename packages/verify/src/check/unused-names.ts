import type { Authority, Rules } from '@virtual-school/rules'
import type { Finding } from './finding.ts'
import type { Scope } from './scope.ts'
import { followRules, noUsage, type Usage } from './usage.ts'

/** Definitions and readings that no rule comes to, in the layer that wrote them. */
export const unusedNames = ({ rules }: Scope): readonly Finding[] =>
  layersOf(rules).flatMap(({ authority, under, usages }) => [
    ...[...authority.definitions.keys()]
      .filter(name => !under?.definitions.has(name) && !usages.some(one => one.definitions.has(name)))
      .map(name => unusedDefinition(authority, name)),
    ...[...authority.readings.keys()]
      .filter(id => !under?.readings.has(id) && !usages.some(one => one.readings.has(id)))
      .map(id => unusedReading(authority, id)),
  ])

/** Facts of the vocabulary that no rule comes to. What only derives others, as a date of birth, is read with them. */
export const unusedFacts = ({ rules }: Scope): readonly Finding[] => {
  const usages = layersOf(rules).flatMap(one => one.usages)
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
  /** What the nation’s names stand under; undefined for the nation itself. */
  readonly under: Authority | undefined
  /** Who may use its names: for the nation everybody, for a council itself. */
  readonly usages: readonly Usage[]
}

const layersOf = ({ rulebook }: Rules): readonly Layer[] => {
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
  message: `No test names the reading “${name}” of ${id}, so nobody is ever told of it. Name it beside the test whose words are ambiguous, or take it out.`,
  witness: null,
})
