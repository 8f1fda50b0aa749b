import type { Source } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { addLookUp } from '../../rules/look-up.ts'
import { card, columns } from '../../terminal/layout.ts'
import type { CommandContext } from '../../terminal/terminal.ts'
import { addSourcesVerify } from './verify.ts'

/** Adds `sources`: the texts that rules rest on, or one with the rules that cite it; and `sources verify`. */
export const addSources = (program: Command, context: CommandContext): void => {
  const command = addLookUp(program, context, {
    description: 'list the texts that the rules rest on, or show one',
    argument: ['id', 'a source', 'luton-social-workers'],
    kind: {
      word: 'source',
      member: 'sources',
      code: 'unknown-name',
      all: rules => rules.sources,
      idOf: source => source.id,
      list: found => columns(found.map(source => [source.id, source.kind, source.title])),
      show: showSource,
    },
  })
  addSourcesVerify(command, context)
}

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
