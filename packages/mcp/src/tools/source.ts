import type { Issue, Source } from '@virtual-school/rules'
import { nearest, type Rules, sentence, withSuggestion } from '@virtual-school/rules/internal'
import { objectOf, outputOf, rulesOfAnswer } from '../schemas.ts'
import { memberIssues, refusedResult, type Tool, toolResult } from '../tool.ts'

const members = ['id']

/** One text that rules rest on. */
export const sourceTool: Tool = {
  title: 'One source, and the rules that cite it',
  description:
    'Tells one text that rules rest on: its title, its publisher, where it is published, how binding it is, and which rules cite it. The text itself is not held.',
  isDeciding: false,
  inputSchema: ({ rules }) =>
    objectOf({ id: { enum: rules.sources.map(({ id }) => id), description: 'As a rule cites it.' } }, members),
  outputSchema: () =>
    outputOf(
      {
        source: { type: 'object' },
        citedBy: { type: 'array', items: { type: 'string' } },
        rules: rulesOfAnswer,
      },
      ['source', 'citedBy', 'rules'],
    ),
  call: async ({ rules }, given) => {
    const issues = memberIssues(given, members, members)
    if (issues.length > 0) return refusedResult(issues)
    const source = rules.sources.find(({ id }) => id === given.id)
    if (source === undefined) return refusedResult([notHeld(rules, String(given.id))])
    const citing = rules.rules.filter(({ citations }) => citations.some(one => one.source === source.id))
    const citedBy = [...new Set(citing.map(({ name }) => name))]
    const { version, digest } = rules
    return toolResult(sourceLines(source, citedBy).join('\n'), { source, citedBy, rules: { version, digest } })
  },
}

/** It does not repeat what was sent. */
const notHeld = ({ sources }: Rules, id: string): Issue =>
  withSuggestion(
    { code: 'unknown-name', pointer: '/id', message: 'No source of that name is held.' },
    nearest(
      id,
      sources.map(one => one.id),
    ),
  )

const sourceLines = ({ title, publisher, kind, published, address, note }: Source, citedBy: readonly string[]) => [
  sentence(title),
  `Publisher: ${sentence(publisher)}`,
  `Kind: ${kind.replaceAll('-', ' ')}.`,
  ...(published === undefined ? [] : [`Published: ${published}.`]),
  ...(address === undefined ? [] : [`Address: ${address}`]),
  ...(note === undefined ? [] : [`Note: ${sentence(note)}`]),
  citedBy.length === 0 ? 'No rule cites it.' : 'Rules that cite it:',
  ...citedBy.map(name => `- ${name}`),
]
