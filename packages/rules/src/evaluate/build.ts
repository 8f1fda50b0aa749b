import { type CivilDate, plusDays } from '../kernel/dates.ts'
import type { Authority, Rule, Rulebook } from '../compile/rulebook.ts'
import { factsIn, partsOf } from '../compile/conditions.ts'
import type { Condition } from '../language/condition.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { type Force, forces } from '../language/rulebook.ts'
import { type NodeBuilder, nodeBuilder } from './node-builder.ts'
import type { Program, ProgramDeadline, ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

/** The days on which the law of a question changes, ascending: between two of them the same rules are in force. */
export const turningDays = (authority: Authority, decision: string): readonly CivilDate[] => {
  const days = authority.rules
    .filter(rule => rule.decision === decision && rule.effective.clock === undefined && rule.firstDay !== null)
    .flatMap(rule => (rule.lastDay === null ? [rule.firstDay!] : [rule.firstDay!, plusDays(rule.lastDay, 1)]))
  return [...new Set(days)].sort()
}

const isInForce = (rule: Rule, day: CivilDate): boolean =>
  rule.firstDay !== null && (rule.effective.clock !== undefined || (rule.firstDay <= day && (rule.lastDay === null || day <= rule.lastDay)))

/** The question as asked of `authority` on `day`, and on every other day of the same stretch. */
export const buildProgram = (rulebook: Rulebook, authority: Authority, decision: DecisionDefinition, day: CivilDate): Program => {
  const build = nodeBuilder(rulebook, authority)
  const editions = authority.rules.filter(rule => rule.decision === decision.id)
  const inForce = editions.filter(rule => isInForce(rule, day))
  const programRule = ruleBuilder(decision, inForce, build)
  const bearing = inForce.filter(rule => bearsOnAnswer(decision, rule)).map(programRule)
  const requirements = decision.requirements.flatMap(one => requirementOf(one, bearing, build))
  const conclusions = bearing.filter(({ rule }) => rule.event.type === 'conclude')
  const answers = answerNodes(decision, requirements, itemsOf(rulebook, decision, bearing, build), conclusions, build)
  const contradictions = rulebook.contradictions.map(one => build.condition(one.never))
  const contradiction = build.any(contradictions)
  const answerNodesCount = build.nodesCount()
  const rules = inForce.map(programRule)
  const items = itemsOf(rulebook, decision, rules, build)
  const deadlines = deadlinesOf(rules, build)
  const reads = factsRead(rulebook, rules, requirements, authority)
  const earlyRules = decision.form === 'permit' ? earlyOf(editions, inForce, day, build) : []
  const { alternatives, definitions } = build
  return {
    decision, authority, answers, answerNodesCount, listNames: [...decision.lists].sort(), rules, requirements, items, deadlines, conclusions, earlyRules, contradictions, contradiction, alternatives, definitions,
    idleRules: editions.filter(rule => !inForce.includes(rule)),
    nodeOf: build.condition,
    ...build.finish(reads, answers, contradiction),
  }
}

/** What an answer is made of is built first, so that a what-if can stop there. */
const bearsOnAnswer = ({ collects }: DecisionDefinition, { event }: Rule): boolean =>
  event.type === 'require' || event.type === 'conclude' || (event.type === 'include' && event.list === collects)

/** A rule is as true as: in force, and its conditions, and no rule that excepts it. */
const ruleBuilder = (decision: DecisionDefinition, inForce: readonly Rule[], build: NodeBuilder): ((rule: Rule) => ProgramRule) => {
  const done = new Map<Rule, ProgramRule>()
  const programRule = (rule: Rule): ProgramRule => {
    const known = done.get(rule)
    if (known) return known
    const clock = rule.effective.clock
    const clockNodes = clock === undefined ? [] : [
      build.leaf(clock, 'dateOnOrAfter', rule.firstDay!),
      ...(rule.lastDay === null ? [] : [build.leaf(clock, 'dateOnOrBefore', rule.lastDay)]),
    ]
    const conditions = build.condition(rule.conditions)
    const excepting = inForce.filter(other => rule.exceptedBy.includes(other.name)).map(programRule)
    const exceptions = excepting.map(other => ({ name: other.rule.name, node: other.truth }))
    const inForceNode = build.all(clockNodes)
    const truth = build.all([inForceNode, conditions, ...exceptions.map(one => build.not(one.node))])
    const { event } = rule
    const test = event.type === 'require' ? build.condition(decision.requirements.find(one => one.id === event.requirement)!.test) : truth
    const made = { rule, conditions, exceptions, inForce: inForceNode, truth, test }
    done.set(rule, made)
    return made
  }
  return programRule
}

/** The facts that the rules in force and what they require test, however indirectly; not those that only a contradiction names. */
const factsRead = (rulebook: Rulebook, rules: readonly ProgramRule[], requirements: readonly ProgramRequirement[], authority: Authority): ReadonlySet<string> => {
  const found = new Set<string>()
  const read = (condition: Condition): void => {
    for (const part of partsOf(condition)) {
      if ('reading' in part && part.reading !== undefined) for (const one of authority.readings.get(part.reading)!.alternatives) if (one.condition) read(one.condition)
      if ('condition' in part) read(authority.definitions.get(part.condition)!.conditions)
    }
    for (const name of factsIn(condition)) add(name)
  }
  const add = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const { from, cases = [] } = rulebook.factsByName.get(name)!.derived ?? {}
    for (const when of from ? [from] : cases.map(one => one.when)) read(when)
  }
  for (const { rule } of rules) {
    read(rule.conditions)
    if (rule.effective.clock !== undefined) add(rule.effective.clock)
  }
  for (const { condition } of requirements) read(condition)
  return found
}

/** First editions that are yet to come: were one in force, it would restrict. */
const earlyOf = (editions: readonly Rule[], inForce: readonly Rule[], day: CivilDate, build: NodeBuilder): readonly ProgramRule[] => {
  const early = editions.filter(rule => rule.firstDay !== null && !inForce.includes(rule) && rule.firstDay > day && !editions.some(other => other.name === rule.name && other.firstDay !== null && other.firstDay < rule.firstDay!))
  return early.map(rule => {
    const conditions = build.condition(rule.conditions)
    return { rule, conditions, truth: conditions, test: conditions, inForce: build.any([]), exceptions: [] }
  })
}

/** What stands behind an entry when every one of its rules holds: prepared, as that is the commonest case. */
export const reasonsOf = (rules: readonly ProgramRule[]): { because: readonly string[]; force: Force } => ({
  because: [...new Set(rules.map(one => one.rule.name))].sort(),
  force: forces.find(force => rules.some(one => one.rule.force === force))!,
})

const requirementOf = (one: DecisionDefinition['requirements'][number], rules: readonly ProgramRule[], build: NodeBuilder): ProgramRequirement[] => {
  const requiring = rules.filter(({ rule }) => rule.event.type === 'require' && rule.event.requirement === one.id)
  if (requiring.length === 0) return []
  return [{ id: one.id, title: one.title, ...reasonsOf(requiring), rules: requiring, condition: one.test, test: build.condition(one.test), applies: build.any(requiring.map(rule => rule.truth)) }]
}

/** One entry an item, or an item and its verb; in the order of the list. */
const itemsOf = (rulebook: Rulebook, decision: DecisionDefinition, rules: readonly ProgramRule[], build: NodeBuilder): readonly ProgramItem[] =>
  [...decision.lists].sort().flatMap(list => {
    const { items, verbs } = rulebook.lists.get(list)!
    return items.flatMap(({ id, title }) =>
      (verbs.length === 0 ? [undefined] : verbs.map(verb => verb.id)).flatMap(verb => {
        const including = rules.filter(({ rule: { event } }) => event.type === 'include' && event.list === list && event.item === id && event.verb === verb)
        return including.length === 0 ? [] : [{ list, item: id, verb, title, ...reasonsOf(including), rules: including, applies: build.any(including.map(rule => rule.truth)) }]
      }),
    )
  })

/** One entry an action, role and term; rules that set the same term share it. */
const deadlinesOf = (rules: readonly ProgramRule[], build: NodeBuilder): readonly ProgramDeadline[] => {
  const groups = new Map<string, ProgramRule[]>()
  for (const one of rules.filter(({ rule }) => rule.event.type === 'deadline')) {
    const term = JSON.stringify(one.rule.event)
    groups.set(term, [...(groups.get(term) ?? []), one])
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, setting]) => {
    const event = setting[0]!.rule.event as ProgramDeadline['event']
    if (event.reading !== undefined) build.readingOfDeadline(event.reading)
    return { event, ...reasonsOf(setting), rules: setting, applies: build.any(setting.map(rule => rule.truth)) }
  })
}

/** One node an answer: true where the answer is determined, not false where it is still possible. */
const answerNodes = (decision: DecisionDefinition, requirements: readonly ProgramRequirement[], items: readonly ProgramItem[], conclusions: readonly ProgramRule[], build: NodeBuilder): readonly number[] => {
  const { all, any, not } = build
  if (decision.form === 'permit') {
    const permitted = all([
      ...requirements.map(one => any([not(one.applies), one.test])),
      any(requirements.map(one => all([one.applies, one.test]))),
    ])
    const refusedBy = any(requirements.map(one => all([one.applies, not(one.test)])))
    return [permitted, refusedBy, not(any(requirements.map(one => one.applies)))]
  }
  if (decision.form === 'collect') {
    const some = any(items.filter(one => one.list === decision.collects).map(one => one.applies))
    return [some, not(some)]
  }
  const holds = decision.answers.slice(0, -1).map(answer => any(conclusions.filter(({ rule: { event } }) => event.type === 'conclude' && event.answer === answer.id).map(rule => rule.truth)))
  return [...holds.map((node, i) => all([node, ...holds.slice(0, i).map(not)])), all(holds.map(not))]
}
