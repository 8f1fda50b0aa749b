import { listFactNames } from '../../compile/conditions.ts'
import { listDerivingConditions } from '../../compile/derivations.ts'
import { contradictionsOf } from '../../compile/questions.ts'
import type { DeadlineEvent, InclusionEvent, Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import { TRUTH_WORDS } from '../../kernel/truth.ts'
import type { Condition } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { type Contradiction, listConjoined } from '../request/contradictions.ts'
import { addReading, any, literalOf, type NodeBuilder } from './node-builder.ts'
import type { ProgramContradiction, ProgramDeadline, ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

/** Everything that a reading can change beside the answer. */
export const listChangeable = (
  requirements: readonly ProgramRequirement[],
  items: readonly ProgramItem[],
  deadlines: readonly ProgramDeadline[],
): readonly string[] => [
  ...requirements.map(one => `requirements/${one.id}`),
  ...items.map(one => `lists/${one.list}/${one.item}${one.verb === undefined ? '' : `/${one.verb}`}`),
  ...deadlines.map(one => `deadlines/${one.event.action}`),
]

/** The entry of a requirement; none if no rule requires it. */
export const buildRequirement = (
  one: DecisionDefinition['requirements'][number],
  rules: readonly ProgramRule[],
  build: NodeBuilder,
): ProgramRequirement[] => {
  const requiring = rules.filter(({ events }) =>
    events.some(event => event.type === 'require' && event.requirement === one.id),
  )
  if (requiring.length === 0) return []
  return [
    {
      id: one.id,
      title: one.title,
      behind: new Map(),
      rules: requiring,
      condition: one.test,
      findings: TRUTH_WORDS.map(() => TRUTH_WORDS.map(() => new Map())),
      test: literalOf(build, one.test),
      applies: any(
        build,
        requiring.map(rule => rule.truth),
      ),
    },
  ]
}

/** What a rule includes an item by; undefined if it does not. */
const inclusionIn = (
  { events }: ProgramRule,
  list: string,
  item: string,
  verb: string | undefined,
): InclusionEvent | undefined =>
  events.find(
    (event): event is InclusionEvent =>
      event.type === 'include' && event.list === list && event.item === item && event.verb === verb,
  )

/** One entry an item, or an item and its verb; in the order of the list. */
export const buildItems = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  rules: readonly ProgramRule[],
  build: NodeBuilder,
): readonly ProgramItem[] =>
  [...decision.lists].sort().flatMap(list => {
    const { items, verbs } = rulebook.lists.get(list)!
    return items.flatMap(({ id, title }) =>
      (verbs.length === 0 ? [undefined] : verbs.map(verb => verb.id)).flatMap(verb => {
        const including = rules.filter(one => inclusionIn(one, list, id, verb) !== undefined)
        return including.length === 0
          ? []
          : [
              {
                list,
                item: id,
                verb,
                title,
                whenBy: new Map(
                  including.flatMap(one => {
                    const { when } = inclusionIn(one, list, id, verb)!
                    return when === undefined ? [] : [[one.rule, when] as const]
                  }),
                ),
                findings: TRUTH_WORDS.map(() => new Map()),
                behind: new Map(),
                rules: including,
                applies: any(
                  build,
                  including.map(rule => rule.truth),
                ),
              },
            ]
      }),
    )
  })

/** One entry an action, role and term; rules that set the same term share it. */
export const buildDeadlines = (rules: readonly ProgramRule[], build: NodeBuilder): readonly ProgramDeadline[] => {
  const groups = new Map<string, { readonly event: DeadlineEvent; readonly setting: ProgramRule[] }>()
  for (const one of rules)
    for (const event of one.events) {
      if (event.type !== 'deadline') continue
      memoize(groups, JSON.stringify(event), () => ({ event, setting: [] })).setting.push(one)
    }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { event, setting }]) => {
      if (event.reading !== undefined) addReading(build, event.reading)
      return {
        event,
        behind: new Map(),
        rules: setting,
        applies: any(
          build,
          setting.map(rule => rule.truth),
        ),
      }
    })
}

/** The contradictions of facts that bear on an answer, or follow from some that do: no what-if can change whether others are so. */
export const listNearContradictions = (build: NodeBuilder, decision: DecisionDefinition): readonly Contradiction[] =>
  contradictionsOf(build.rulebook, decision).filter(({ never }) =>
    listFactsBehind(build.rulebook, never).some(name => build.slotOf.has(name)),
  )

/**
 * Each contradiction as nodes of its own, which only passes over what-ifs read, and only if it could come to be so. Another
 * action than the question is about is what one of them is of, so there the question decides no test.
 */
export const buildContradictions = (
  build: NodeBuilder,
  near: readonly Contradiction[],
  answerFactsCount: number,
  shared: ReadonlyMap<string, number>,
): readonly ProgramContradiction[] =>
  near.map(({ never }) => {
    const from = build.drafts.length
    const literal = literalOf({ ...build, proposes: [], interned: new Map(shared) }, never)
    const slots = [...new Set(listFactNames(never))].map(name => build.slotOf.get(name)!)
    const isGiven = (slot: number) => slot >= answerFactsCount && build.facts[slot]!.fact.derived === undefined
    const needs = listConjoined(never) === undefined ? [] : slots.filter(isGiven)
    const reads = listFactsBehind(build.rulebook, never).map(name => build.slotOf.get(name)!)
    return { literal, from, to: build.drafts.length, slots, reads, needs }
  })

/** The facts that a condition names, and those from which they follow. */
const listFactsBehind = ({ factsByName }: Rulebook, condition: Condition): readonly string[] => {
  const found = new Set<string>()
  const add = (within: Condition): void => {
    for (const name of listFactNames(within)) {
      if (found.has(name)) continue
      found.add(name)
      for (const when of listDerivingConditions(factsByName.get(name)!)) add(when)
    }
  }
  add(condition)
  return [...found]
}
