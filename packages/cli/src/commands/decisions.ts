import type { DecisionDefinition, Rules } from '@virtual-school/rules'
import type { Command } from 'commander'
import { lookUp } from '../rules/look-up.ts'
import { card, columns } from '../terminal/layout.ts'
import { example, formatOption, rulesOption } from '../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../terminal/terminal.ts'

interface DecisionsOptions {
  readonly format: string
  readonly rules?: string
}

/** Adds `decisions`: the questions that can be asked, or one with its answers and requirements. */
export const addDecisions = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('decisions')
    .description('list the questions that can be decided, or show one')
    .argument('[id]', 'a decision, as reduced-timetable')
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school decisions reduced-timetable'))
    .action(async (id: string | undefined, options: DecisionsOptions) => finish(await decisions(id, options, terminal)))
}

const decisions = (name: string | undefined, options: DecisionsOptions, terminal: Terminal): Promise<ExitCode> =>
  lookUp(
    { ...options, name, terminal },
    {
      word: 'decision',
      member: 'decisions',
      code: 'unknown-decision',
      all: rules => rules.decisions,
      idOf: decision => decision.id,
      list: found => columns(found.map(decision => [decision.id, decision.question])),
      show: showDecision,
    },
  )

const showDecision = (decision: DecisionDefinition, rules: Rules): string =>
  card(decision.id, [
    ['question', decision.question],
    ['answers', decision.answers.map(one => `${one.id}: ${one.summary}`)],
    ['requirements', decision.requirements.map(one => `${one.id}: ${one.title}`)],
    ['lists', decision.lists],
    [
      'authorities',
      rules.authorities
        .filter(one => rules.rules.some(rule => rule.layer === one.id && rule.decision === decision.id))
        .map(one => one.id),
    ],
  ])
