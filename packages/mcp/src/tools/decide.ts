import { explain } from '@virtual-school/rules'
import { decisionSchema, keptProperties, objectOf, outputOf, requestProperties } from '../schemas.ts'
import { keptLines, keptMembers, type Tool, toolResult, withDecision } from '../tool.ts'
import { openLines } from '../words/not-known-yet.ts'

const rest = 'the data beside this text'

/** One decision. */
export const decideTool: Tool = {
  title: 'Decide one question about one child',
  description:
    'Answers one question from what is known of a child, by the rules of national law and guidance and of a council, and says by which texts. If what is known does not settle it, the status is “undetermined” and there is no answer: ask what “missing” lists, the first first, and call again. Never guess a fact, and never tell a possible answer as the answer.',
  isDeciding: true,
  inputSchema: parts =>
    objectOf(
      {
        ...requestProperties(parts, false),
        trace: { enum: ['none', 'full'], description: '“full”: how it was worked out, some 30 kB. Left out: “none”.' },
      },
      ['decision', 'facts'],
    ),
  outputSchema: rules => outputOf({ result: decisionSchema(rules), ...keptProperties }, ['result']),
  call: (parts, given) =>
    withDecision(parts, { trace: 'none', ...given }, (decision, kept) => {
      const lines =
        decision.answer === null
          ? openLines(parts.rules, decision)
          : [explain(parts.rules, decision, { format: 'text', detail: 'short', rest }).trimEnd()]
      return toolResult([...lines, ...keptLines(kept)].join('\n'), { result: decision, ...keptMembers(kept) })
    }),
}
