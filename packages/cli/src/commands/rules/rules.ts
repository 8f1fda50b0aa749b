import type { Issue, Rule } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { lookUp } from '../../rules/look-up.ts'
import { unknownName } from '../../rules/names.ts'
import { columns } from '../../terminal/layout.ts'
import { example, formatOption, rulesOption } from '../../terminal/options.ts'
import { type CommandContext, type ExitCode, refuse, type Terminal } from '../../terminal/terminal.ts'
import { type ApproveOptions, approve } from './approve.ts'
import { copyRules } from './copy.ts'
import { describePeriod, renderRule } from './rule-card.ts'

interface RulesOptions extends ApproveOptions {
  readonly authority?: string
}

/** Adds `rules list`, `rules show NAME`, `rules copy DIR` and `rules approve DIGEST`. */
export const addRules = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('rules')
    .description(
      'list the rules, show every edition of one, copy them into a folder of your own, or record that two people approved them',
    )
    .argument('[list|show|copy|approve]', 'what to do', 'list')
    .argument('[name]', 'the rule to show; the folder to copy into; the digest of the rules to approve')
    .option('--authority <authority>', 'only the rules that hold there: the nation’s and its own')
    .option('--actor <reference>', 'approve: who asks that these rules come into use')
    .option('--approver <reference>', 'approve: the second person, who approves')
    .option('--data <dir>', 'approve: where the service keeps its data; absent: DATA_DIR, or ./data')
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText(
      'after',
      example(
        'virtual-school rules list --authority luton',
        'virtual-school rules show luton.reduced-timetable.looked-after.partnership',
        'virtual-school rules copy my-rules',
        'virtual-school rules approve sha256:… --actor staff-4711 --approver staff-0142',
      ),
    )
    .action(async (verb: string, name: string | undefined, options: RulesOptions) =>
      finish(await rules(verb, name, options, terminal)),
    )
}

const rules = async (
  verb: string,
  name: string | undefined,
  options: RulesOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const wrong = findUsageFault(verb, name)
  if (wrong) return refuse(terminal, [wrong], options.format)
  if (verb === 'approve') return approve(name, options, terminal)
  if (verb === 'copy') return copyRules(name!, terminal)
  const { authority } = options
  return lookUp(
    { ...options, name, terminal },
    {
      word: 'rule',
      member: 'rules',
      code: 'unknown-name',
      all: held => selectRules(held, authority),
      idOf: rule => rule.name,
      list: found => columns(found.map(rule => [rule.name, rule.force, describePeriod(rule), rule.title])),
      show: renderRule,
      issues: held => {
        const known = held.authorities.map(one => one.id)
        return authority === undefined || known.includes(authority)
          ? []
          : [unknownName('unknown-authority', 'authority', authority, known)]
      },
    },
  )
}

const selectRules = (held: Rules, authority: string | undefined): readonly Rule[] =>
  authority === undefined ? held.rules : (held.rulebook.authorities.get(authority)?.rules ?? [])

const verbs = ['list', 'show', 'copy', 'approve']

const findUsageFault = (verb: string, name: string | undefined): Issue | undefined => {
  if (!verbs.includes(verb)) {
    const message = '“rules” is followed by list, show, copy or approve.'
    return withSuggestion({ code: 'unknown-word', pointer: '', message }, nearest(verb, verbs))
  }
  if (verb === 'show' && name === undefined)
    return {
      code: 'missing-member',
      pointer: '',
      message: '“rules show” is followed by the name of a rule; “rules list” lists them.',
    }
  if (verb === 'copy' && name === undefined)
    return { code: 'missing-member', pointer: '', message: '“rules copy” is followed by the folder to copy into.' }
  if (verb === 'approve' && name === undefined)
    return {
      code: 'missing-member',
      pointer: '',
      message:
        '“rules approve” is followed by the digest of the rules, as GET /health/ready and the log of the service show it.',
    }
  if (verb === 'list' && name !== undefined)
    return {
      code: 'too-many',
      pointer: '',
      message: '“rules list” is followed by nothing. To see one rule, write “rules show” and its name.',
    }
  return undefined
}
