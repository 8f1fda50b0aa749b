import { type Authority, canonicalJson, type Rule, type Rulebook } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { listed } from '@virtual-school/rules/internal'
import { dateInWords } from '@virtual-school/rules/words'
import { problem } from '../../http/problem.ts'
import { type RequestTarget, readQuery } from '../../http/query.ts'
import type { Reply } from '../../http/reply.ts'
import { authorityParameter, withRulesVersion } from './held.ts'
import { createReach, type ReachedNames } from './reach.ts'

/** What an edition may change, in words. Its days are described separately. */
const members = {
  title: 'its title',
  decision: 'the question that it bears on',
  decisions: 'the questions that it bears on',
  force: 'how binding it is',
  clock: 'the date that it is counted by',
  inferred: 'whether its days are inferred',
  exceptionTo: 'which rules it is an exception to',
  conditions: 'when it holds',
  event: 'what follows if it holds',
  citations: 'what it cites',
  cautions: 'what it warns of',
  note: 'its note',
} as const
type Member = keyof typeof members
const names = Object.keys(members) as readonly Member[]

const readMember = ({ effective, ...rest }: Rule, name: Member): unknown =>
  name === 'clock' || name === 'inferred' ? effective[name] : name === 'event' ? flat(rest.event) : rest[name]

const isSame = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b])

const listChanges = (before: Rule, after: Rule) =>
  names
    .map(member => ({ member, before: readMember(before, member) ?? null, after: readMember(after, member) ?? null }))
    .filter(change => !isSame(change.before, change.after))

const describeDays = ({ firstDay, lastDay }: Rule): string => {
  if (firstDay === null) return 'Not yet in force'
  const from = `In force from ${dateInWords(firstDay)}`
  return lastDay === null ? from : `${from} to ${dateInWords(lastDay)}`
}

const describeChanges = (changed: readonly Member[]): string =>
  changed.length === 0
    ? 'Nothing changed but the days.'
    : `Changed: ${listed(
        changed.map(member => members[member]),
        'and',
      )}.`

/** Builds the history of a rule from its editions in their order: what each changed in the one before it. */
const buildHistory = (editions: readonly Rule[]) =>
  editions.map((edition, index) => {
    const before = editions[index - 1]
    const changes = before === undefined ? [] : listChanges(before, edition)
    const words = before === undefined ? 'The first edition held.' : describeChanges(changes.map(one => one.member))
    const { firstDay, lastDay } = edition
    return { firstDay, lastDay, inWords: `${describeDays(edition)}. ${words}`, changes }
  })

const summary = ({ name, title, decision, decisions, layer, force, effective, event }: Rule) => ({
  name,
  title,
  decision,
  decisions,
  layer,
  force,
  effective,
  event: flat(event),
})

/** What follows, with its members beside its type. */
const flat = ({ type, params }: Rule['event']) => ({ type, ...params })

/** Every edition of the rules that hold for an authority, the nation’s among them, or of all rules; for one decision or for all. */
export const rulesReply = (rules: Rules, { query }: RequestTarget): Reply => {
  const read = readQuery(query, {
    authority: authorityParameter(rules),
    decision: { code: 'unknown-decision', names: rules.decisions.map(({ id }) => id) },
  })
  if (!read.ok) return problem('query-refused', { issues: read.issues })
  const { authority, decision } = read.value
  const chosen = authority === undefined ? rules.rules : rules.rulebook.authorities.get(authority)!.rules
  return withRulesVersion(rules, {
    rules: chosen.filter(rule => decision === undefined || rule.events.has(decision)).map(summary),
  })
}

/**
 * All editions of one rule, with what each changed, its authorities, its exceptions, its sources and the definitions that it
 * leads to.
 */
export const ruleReply = (rules: Rules, { params }: RequestTarget): Reply => {
  const editions = rules.rules.filter(({ name }) => name === params.name)
  const [first] = editions
  if (first === undefined)
    return problem('not-found', { detail: 'No rule of that name is held. GET /rules lists the names.' })
  const authority = rules.rulebook.authorities.get(first.layer)!
  return withRulesVersion(rules, {
    name: first.name,
    layer: first.layer,
    holdsFor: listAuthorities(rules, first.layer),
    exceptions: listExceptions(authority, editions),
    history: buildHistory(editions),
    editions: editions.map(({ events: _, ...edition }) => ({
      ...edition,
      event: flat(edition.event),
      citations: edition.citations.map(citation => ({
        ...citation,
        source: rules.rulebook.sources.get(citation.source),
      })),
    })),
    definitions: listDefinitions(rules.rulebook, authority, editions),
  })
}

/** The authorities whose answers a layer bears on. */
const listAuthorities = ({ rulebook }: Rules, layer: string): readonly string[] =>
  [...rulebook.authorities.values()].filter(({ layers }) => layers.includes(layer)).map(({ id }) => id)

/** The exceptions to a rule: if one of these holds, the rule does not. */
const listExceptions = (authority: Authority, editions: readonly Rule[]) => {
  const names = new Set(editions.flatMap(({ exceptedBy }) => exceptedBy))
  return [...names].sort().map(name => {
    const { title, layer } = authority.rules.findLast(rule => rule.name === name)!
    return { name, title, layer }
  })
}

const listDefinitions = (rulebook: Rulebook, authority: Authority, editions: readonly Rule[]) => {
  const reached: ReachedNames = { facts: new Set(), definitions: new Set() }
  const { reach } = createReach(reached, rulebook, authority)
  for (const { conditions } of editions) reach(conditions)
  return [...reached.definitions].sort().map(name => authority.definitions.get(name))
}
