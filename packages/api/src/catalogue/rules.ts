import type { Authority, Rule, Rulebook, Rules } from '@virtual-school/rules'
import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'
import type { Asked } from '../routes/route.ts'
import { held } from './held.ts'
import { historyOf } from './history.ts'
import { authorityParameter, readQuery } from './query.ts'
import { type Reached, reachInto } from './reach.ts'

const summary = ({ name, title, decision, layer, force, effective, event }: Rule) => ({
  name,
  title,
  decision,
  layer,
  force,
  effective,
  event,
})

/** Every edition of the rules that hold for an authority, the nation’s among them, or of all; of one decision or of all. */
export const rulesReply = (rules: Rules, { query }: Asked): Reply => {
  const read = readQuery(query, {
    authority: authorityParameter(rules),
    decision: { code: 'unknown-decision', names: rules.decisions.map(({ id }) => id) },
  })
  if (!read.ok) return problem('query-refused', { issues: read.issues })
  const { authority, decision } = read.value
  const chosen = authority === undefined ? rules.rules : rules.rulebook.authorities.get(authority)!.rules
  return held(rules, {
    rules: chosen.filter(rule => decision === undefined || rule.decision === decision).map(summary),
  })
}

/** All editions of one rule, with what each changed, whom it holds for, its exceptions, the sources that it cites and the definitions that it leads to. */
export const ruleReply = (rules: Rules, { params }: Asked): Reply => {
  const editions = rules.rules.filter(({ name }) => name === params.name)
  const [first] = editions
  if (first === undefined)
    return problem('not-found', { detail: 'No rule of that name is held. GET /rules lists the names.' })
  const authority = rules.rulebook.authorities.get(first.layer)!
  return held(rules, {
    name: first.name,
    layer: first.layer,
    holdsFor: holdsFor(rules, first.layer),
    exceptions: exceptionsTo(authority, editions),
    history: historyOf(editions),
    editions: editions.map(edition => ({
      ...edition,
      citations: edition.citations.map(citation => ({
        ...citation,
        source: rules.rulebook.sources.get(citation.source),
      })),
    })),
    definitions: definitionsOf(rules.rulebook, authority, editions),
  })
}

/** The authorities whose answers it bears on. */
const holdsFor = ({ rulebook }: Rules, layer: string): readonly string[] =>
  [...rulebook.authorities.values()].filter(({ layers }) => layers.includes(layer)).map(({ id }) => id)

/** Where these hold, the rule does not. */
const exceptionsTo = (authority: Authority, editions: readonly Rule[]) => {
  const names = new Set(editions.flatMap(({ exceptedBy }) => exceptedBy))
  return [...names].sort().map(name => {
    const { title, layer } = authority.rules.findLast(rule => rule.name === name)!
    return { name, title, layer }
  })
}

const definitionsOf = (rulebook: Rulebook, authority: Authority, editions: readonly Rule[]) => {
  const reached: Reached = { facts: new Set(), definitions: new Set() }
  const { reach } = reachInto(reached, rulebook, authority)
  for (const { conditions } of editions) reach(conditions)
  return [...reached.definitions].sort().map(name => authority.definitions.get(name))
}
