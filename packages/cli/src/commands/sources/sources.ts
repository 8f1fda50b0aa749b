import type { Rules, Source } from '@virtual-school/rules'
import type { Command } from 'commander'
import { lookUp } from '../../rules/look-up.ts'
import { card, columns } from '../../terminal/layout.ts'
import { example, formatOption, rulesOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { addSourcesVerify } from './verify.ts'

interface SourcesOptions {
  readonly format: string
  readonly rules?: string
}

/** Adds `sources`: the texts that rules rest on, or one with the rules that cite it; and `sources verify`. */
export const addSources = (program: Command, context: CommandContext): void => {
  const { terminal, finish } = context
  const command = program
    .command('sources')
    .description('list the texts that the rules rest on, or show one')
    .argument('[id]', 'a source, as luton-social-workers')
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school sources luton-social-workers'))
    .action(async (id: string | undefined, options: SourcesOptions) => finish(await sources(id, options, terminal)))
  addSourcesVerify(command, context)
}

const sources = (name: string | undefined, options: SourcesOptions, terminal: Terminal): Promise<ExitCode> =>
  lookUp(
    { ...options, name, terminal },
    {
      word: 'source',
      member: 'sources',
      code: 'unknown-name',
      all: rules => rules.sources,
      idOf: source => source.id,
      list: found => columns(found.map(source => [source.id, source.kind, source.title])),
      show: showSource,
    },
  )

const showSource = (source: Source, rules: Rules): string =>
  card(source.id, [
    ['title', source.title],
    [
      'publisher',
      `${source.publisher}${source.attribution === 'inferred' ? ' (inferred; the document does not say)' : ''}`,
    ],
    ['force', source.kind],
    ['published', source.published],
    ['address', source.address],
    ['retrieved', source.retrieved],
    ['note', source.note],
    [
      'cited by',
      [
        ...new Set(
          rules.rules.filter(rule => rule.citations.some(one => one.source === source.id)).map(rule => rule.name),
        ),
      ],
    ],
  ])
