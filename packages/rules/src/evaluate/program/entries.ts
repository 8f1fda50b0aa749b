import type { Rulebook } from '../../compile/rulebook.ts'
import { TRUTH_WORDS } from '../../kernel/truth.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { addReading, any, literalOf, type NodeBuilder } from './node-builder.ts'
import type { ProgramDeadline, ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

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
  const requiring = rules.filter(({ rule }) => rule.event.type === 'require' && rule.event.requirement === one.id)
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
        const including = rules.filter(
          ({ rule: { event } }) =>
            event.type === 'include' && event.list === list && event.item === id && event.verb === verb,
        )
        return including.length === 0
          ? []
          : [
              {
                list,
                item: id,
                verb,
                title,
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
  const groups = new Map<string, ProgramRule[]>()
  for (const one of rules.filter(({ rule }) => rule.event.type === 'deadline')) {
    const term = JSON.stringify(one.rule.event)
    groups.set(term, [...(groups.get(term) ?? []), one])
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, setting]) => {
      const event = setting[0]!.rule.event as ProgramDeadline['event']
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
