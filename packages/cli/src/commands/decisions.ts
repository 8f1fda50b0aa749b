import type { DecisionDefinition } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { addLookUp } from '../rules/look-up.ts'
import { card, columns } from '../terminal/layout.ts'
import type { CommandContext } from '../terminal/terminal.ts'

/** Adds `decisions`: the questions that can be asked, or one with its answers and requirements. */
export const addDecisions = (program: Command, context: CommandContext): void => {
  addLookUp(program, context, {
    description: 'list the questions that can be decided, or show one',
    argument: ['id', 'a decision', 'reduced-timetable'],
    kind: {
      word: 'decision',
      member: 'decisions',
      code: 'unknown-decision',
      all: rules => rules.decisions,
      idOf: decision => decision.id,
      list: found => columns(found.map(decision => [decision.id, decision.question])),
      show: showDecision,
    },
  })
}

const showDecision = (decision: DecisionDefinition, rules: Rules): string =>
  card(decision.id, [
    ['question', decision.question],
    ['answers', decision.answers.map(one => `${one.id}: ${one.summary}`)],
    ['requirements', decision.requirements.map(one => `${one.id}: ${one.title}`)],
    ['lists', decision.lists],
    [
      'authorities',
      rules.authorities
        .filter(one => rules.rules.some(rule => rule.layer === one.id && rule.events.has(decision.id)))
        .map(one => one.id),
    ],
  ])
