import { listFactNames } from '../../compile/conditions.ts'
import { eventsFor } from '../../compile/questions.ts'
import type { Authority, Rule, Rulebook, RuleEvent } from '../../compile/rulebook.ts'
import type { CivilDate } from '../../kernel/dates.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { forms } from '../../language/forms/forms.ts'
import {
  buildContradictions,
  buildDeadlines,
  buildItems,
  buildRequirement,
  listChangeable,
  listNearContradictions,
} from './entries.ts'
import { findFactsRead } from './facts-read.ts'
import { buildUnheld, isInForce } from './law-of-day.ts'
import {
  all,
  any,
  createNodeBuilder,
  finish,
  leaf,
  literalOf,
  type NodeBuilder,
  negate,
  slotFor,
} from './node-builder.ts'
import type { Program, ProgramAlternative, ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'
import { listRuleCautions } from './rule-cautions.ts'

/** The program of a decision by the rules of `authority` on `day`, and on every other day of the same period. */
export const buildProgram = (
  rulebook: Rulebook,
  authority: Authority,
  decision: DecisionDefinition,
  day: CivilDate,
): Program => {
  const build = createNodeBuilder(rulebook, authority, decision.proposes)
  const editions = authority.rules.filter(rule => rule.events.has(decision.id))
  const inForce = editions.filter(rule => isInForce(rule, day))
  const programRule = ruleBuilder(decision, inForce, build)
  const { texts, isIncomplete, unheld } = buildUnheld(build, decision, day)
  const { near, ...forAnswer } = buildAnswers(build, decision, inForce, programRule, unheld)
  const shared = new Map(build.interned)
  const rules = inForce.map(programRule)
  const items = buildItems(rulebook, decision, rules, build)
  const deadlines = buildDeadlines(rules, build)
  const reads = findFactsRead(rulebook, rules, forAnswer.requirements, texts, authority)
  const earlyRules = buildEarlyRules(editions, inForce, day, decision, build)
  const regularNodesCount = build.drafts.length
  const contradictions = buildContradictions(build, near, forAnswer.answerFactsCount, shared)
  const finished = finish(build, reads)
  return {
    semantics: rulebook.semantics,
    decision,
    authority,
    ...forAnswer,
    answerLists: new Map(),
    listNames: [...decision.lists].sort(),
    rules,
    items,
    deadlines,
    changeable: listChangeable(forAnswer.requirements, items, deadlines),
    earlyRules,
    alternatives: build.alternatives,
    alternativesInOrder: orderAlternatives(build.alternatives),
    definitions: build.definitions,
    idleRules: editions.filter(rule => !inForce.includes(rule)),
    literalOf: condition => literalOf(build, condition),
    cautions: buildCautions(rulebook, inForce),
    texts,
    isIncomplete,
    contradictions,
    regularNodesCount,
    isNationalOnly: rulebook.semantics > 1 && isNationalOnly(authority, decision, inForce),
    ...finished,
  }
}

/** What the answers are made of is built first, so that a what-if can stop there; with it the facts that a contradiction has beside theirs. */
const buildAnswers = (
  build: NodeBuilder,
  decision: DecisionDefinition,
  inForce: readonly Rule[],
  programRule: (rule: Rule) => ProgramRule,
  unheld: readonly number[],
) => {
  const bearing = inForce.filter(rule => bearsOnAnswer(decision, rule)).map(programRule)
  const requirements = decision.requirements.flatMap(one => buildRequirement(one, bearing, build))
  const conclusions = bearing.filter(({ events }) => events.some(event => event.type === 'conclude'))
  const items = buildItems(build.rulebook, decision, bearing, build)
  const answers = buildAnswerLiterals(decision, { requirements, items, conclusions, unheld }, build)
  const answerFactsCount = build.facts.length
  const near = listNearContradictions(build, decision)
  for (const { never } of near) for (const name of listFactNames(never)) slotFor(build, name)
  return {
    bearing,
    requirements,
    conclusions,
    answers,
    near,
    answerNodesCount: build.drafts.length,
    answerFactsCount,
  }
}

/** One literal an answer: true if the answer is determined, not false if it is still possible. */
const buildAnswerLiterals = (
  decision: DecisionDefinition,
  {
    requirements,
    items,
    conclusions,
    unheld,
  }: {
    readonly requirements: readonly ProgramRequirement[]
    readonly items: readonly ProgramItem[]
    readonly conclusions: readonly ProgramRule[]
    readonly unheld: readonly number[]
  },
  build: NodeBuilder,
): readonly number[] => {
  const concluding = (answer: string): readonly number[] =>
    conclusions
      .filter(({ events }) => events.some(event => event.type === 'conclude' && event.answer === answer))
      .map(rule => rule.truth)
  const logic = {
    all: (members: readonly number[]) => all(build, members),
    any: (members: readonly number[]) => any(build, members),
    not: negate,
  }
  return forms[decision.form].answers(logic, {
    requirements,
    collected: items.filter(one => one.list === decision.collects).map(one => one.applies),
    concluded: decision.answers.slice(0, -1).map(answer => any(build, concluding(answer.id))),
    unheld,
  })
}

const orderAlternatives = (alternatives: readonly ProgramAlternative[]): readonly number[] => {
  const key = (index: number) =>
    `${alternatives[index]!.reading.id} ${String(alternatives[index]!.position).padStart(3, '0')}`
  return alternatives.map((_, index) => index).sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

const buildCautions = (rulebook: Rulebook, inForce: readonly Rule[]): Program['cautions'] => {
  const codes = inForce.map(rule => listRuleCautions(rulebook, rule))
  return [...new Set(codes.flat())].sort().map(code => ({
    code,
    rules: codes.flatMap((of, i) => (of.includes(code) ? [i] : [])),
    findings: new Map(),
  }))
}

/** Whether a council is asked, and no rule of its own could change the answer. */
const isNationalOnly = ({ id, layers }: Authority, decision: DecisionDefinition, inForce: readonly Rule[]): boolean =>
  layers.length > 1 && !inForce.some(rule => rule.layer === id && bearsOnAnswer(decision, rule))

const bearsOnAnswer = ({ id, collects }: DecisionDefinition, rule: Rule): boolean =>
  eventsFor(rule, id).some(
    event =>
      event.type === 'require' || event.type === 'conclude' || (event.type === 'include' && event.list === collects),
  )

/** A rule is as true as: in force, and its conditions, and no rule that excepts it. */
const ruleBuilder = (
  decision: DecisionDefinition,
  inForce: readonly Rule[],
  build: NodeBuilder,
): ((rule: Rule) => ProgramRule) => {
  const done = new Map<Rule, ProgramRule>()
  const programRule = (rule: Rule): ProgramRule => {
    const known = done.get(rule)
    if (known) return known
    const clock = rule.effective.clock
    const clockNodes =
      clock === undefined
        ? []
        : [
            leaf(build, clock, 'dateOnOrAfter', rule.firstDay!),
            ...(rule.lastDay === null ? [] : [leaf(build, clock, 'dateOnOrBefore', rule.lastDay)]),
          ]
    const conditions = literalOf(build, rule.conditions)
    const excepting = inForce.filter(other => rule.exceptedBy.includes(other.name)).map(programRule)
    const exceptions = excepting.map(other => ({ name: other.rule.name, literal: other.truth }))
    const inForceNode = all(build, clockNodes)
    const truth = all(build, [inForceNode, conditions, ...exceptions.map(one => negate(one.literal))])
    const events = eventsFor(rule, decision.id)
    const tests = listTests(decision, events, build)
    const index = inForce.indexOf(rule)
    const made = { rule, events, index, conditions, exceptions, inForce: inForceNode, truth, tests }
    done.set(rule, made)
    return made
  }
  return programRule
}

/** The tests of what is required. */
const listTests = (decision: DecisionDefinition, events: readonly RuleEvent[], build: NodeBuilder): readonly number[] =>
  events.flatMap(event =>
    event.type === 'require'
      ? [literalOf(build, decision.requirements.find(one => one.id === event.requirement)!.test)]
      : [],
  )

/** By semantics 1, first editions that are still to come: if one were in force, it would restrict. */
const buildEarlyRules = (
  editions: readonly Rule[],
  inForce: readonly Rule[],
  day: CivilDate,
  { id, form }: DecisionDefinition,
  build: NodeBuilder,
): readonly ProgramRule[] => {
  if (build.rulebook.semantics > 1 || !forms[form].restricts) return []
  const early = editions.filter(
    rule =>
      rule.firstDay !== null &&
      !inForce.includes(rule) &&
      rule.firstDay > day &&
      !editions.some(other => other.name === rule.name && other.firstDay !== null && other.firstDay < rule.firstDay!),
  )
  return early.map(rule => {
    const conditions = literalOf(build, rule.conditions)
    const events = eventsFor(rule, id)
    return {
      rule,
      events,
      index: -1,
      conditions,
      truth: conditions,
      tests: [],
      inForce: any(build, []),
      exceptions: [],
    }
  })
}
