import type { Decision } from '@virtual-school/rules/internal'
import {
  answered,
  keptProperties,
  missingFact,
  objectOf,
  outputOf,
  requestProperties,
  rulesOfAnswer,
} from '../schemas.ts'
import { keptLines, keptMembers, memberIssues, refusedResult, type Tool, toolResult, withDecision } from '../tool.ts'
import { openLines } from '../words/not-known-yet.ts'

const members = ['decision', 'authority', 'asOf', 'facts']

/** What to ask next. */
export const missingTool: Tool = {
  title: 'What to ask next',
  description:
    'Says which facts are still missing for a question about a child, the most telling first, with the question to put to somebody who knows. It says no answer; “decide” does, once nothing is missing for it.',
  isDeciding: true,
  inputSchema: parts => objectOf(requestProperties(parts, true), ['decision', 'facts']),
  outputSchema: rules =>
    outputOf(
      { ...answered(rules), missing: { type: 'array', items: missingFact }, rules: rulesOfAnswer, ...keptProperties },
      ['decision', 'authority', 'asOf', 'status', 'missing', 'rules'],
    ),
  call: async (parts, given) => {
    const issues = memberIssues(given, [...members, ...Object.keys(parts.members ?? {})], [])
    if (issues.length > 0) return refusedResult(issues)
    return withDecision(parts, { trace: 'none', ...given }, (found, kept) => {
      const { decision, authority, asOf, status, missing, rules } = found
      const text = [
        ...(found.answer === null ? openLines(parts.rules, found) : settledLines(found)),
        ...keptLines(kept),
      ]
      return toolResult(text.join('\n'), { decision, authority, asOf, status, missing, rules, ...keptMembers(kept) })
    })
  },
}

const settledLines = ({ missing }: Decision): readonly string[] => [
  'Nothing more need be asked: the tool “decide” gives the answer to this.',
  ...(missing.length === 0
    ? []
    : ['For the details alone:', ...missing.map(({ question, fact }) => `- ${question} (fact ${fact})`)]),
]
