import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { didYouMean, type Issue, type IssueCode, issueCodes, issueLine } from '@virtual-school/rules'
import type { Decision, JsonSchema, Rules } from '@virtual-school/rules/internal'
import type { DecideFunction, DecideOutcome, KeptDecision } from './decide.ts'
import type { FindWhyNot } from './why-not/find.ts'

/** What the tools work with. */
export interface McpParts {
  readonly rules: Rules
  readonly decide: DecideFunction
  /** Finds why an answer is not another one. */
  readonly findWhyNot: FindWhyNot
  /** Told of what a tool threw, which is no part of an answer: it may quote what was sent. */
  readonly onFault?: (thrown: unknown) => void
  /** Further members of a request that `decide` takes, each with its JSON Schema. */
  readonly members?: Readonly<Record<string, JsonSchema>>
}

/** What a tool is called with. */
export type ToolArguments = Readonly<Record<string, unknown>>

/** One tool. */
export interface Tool {
  readonly title: string
  readonly description: string
  /** Whether it asks for a decision. The others only read what anybody may read. */
  readonly isDeciding: boolean
  readonly inputSchema: (parts: McpParts) => JsonSchema
  /** The schema of what it answers, without issues. */
  readonly outputSchema: (rules: Rules) => JsonSchema
  readonly call: (parts: McpParts, given: ToolArguments) => Promise<CallToolResult>
}

/** The result of a call: a text for people, and the same as data. */
export const toolResult = (text: string, data: Record<string, unknown>): CallToolResult => ({
  content: [{ type: 'text', text }],
  structuredContent: data,
})

const failure = (reason: string): CallToolResult => ({ content: [{ type: 'text', text: reason }], isError: true })

/** The result of a call that is refused, with every issue, and without anything that was sent. */
export const refusedResult = (issues: readonly Issue[]): CallToolResult => {
  const said = issues.map(withoutSent)
  const lines = said.map(
    one => `- ${issueLine(one)}${one.message.endsWith(didYouMean(one.suggestion)) ? '' : didYouMean(one.suggestion)}`,
  )
  return {
    content: [{ type: 'text', text: ['Refused; nothing was decided. What is wrong:', ...lines].join('\n') }],
    structuredContent: { issues: said },
    isError: true,
  }
}

/** Issues whose message quotes a name that was sent: anything may stand in the place of a name. */
const quoting: ReadonlySet<IssueCode> = new Set([
  'unknown-decision',
  'unknown-authority',
  'unknown-fact',
  'unknown-member',
  'personal-identifier',
])
const plainName = /^[A-Za-z][A-Za-z-]{0,40}$/

/** An issue that repeats nothing that was sent but the name of a member, if that looks like one. */
const withoutSent = (issue: Issue): Issue => {
  const { code, pointer } = issue
  const cut = pointer.lastIndexOf('/')
  const isPlain = pointer
    .split('/')
    .slice(1)
    .every(part => plainName.test(part))
  return {
    ...issue,
    ...(quoting.has(code) && { message: issueCodes[code] }),
    pointer: isPlain ? pointer : pointer.slice(0, Math.max(0, cut)),
  }
}

/** Issues for members that a tool does not take, and for those that it must have and that are no texts. */
export const memberIssues = (
  given: ToolArguments,
  known: readonly string[],
  texts: readonly string[],
): readonly Issue[] => [
  ...Object.keys(given)
    .filter(name => !known.includes(name))
    .map(name => ({
      code: 'unknown-member' as const,
      pointer: `/${name.replaceAll('/', ' ')}`,
      message: issueCodes['unknown-member'],
    })),
  ...texts
    .filter(name => typeof given[name] !== 'string')
    .map(name => ({
      code: given[name] === undefined ? ('missing-member' as const) : ('wrong-type' as const),
      pointer: `/${name}`,
      message: `“${name}” is a text, and has to be given.`,
    })),
]

/** The members of a decision that is kept. */
export const keptMembers = (kept: KeptDecision | undefined): Record<string, unknown> =>
  kept === undefined ? {} : { id: kept.id, recordedAt: kept.recordedAt, receipt: JSON.parse(kept.receipt) as unknown }

/** Says under which id a decision is kept, as a last line. */
export const keptLines = (kept: KeptDecision | undefined): readonly string[] =>
  kept === undefined ? [] : ['', `Recorded as ${kept.id}.`]

/** Decides, and goes on with the decision; or gives the result that says why there is none. */
export const withDecision = async (
  { decide }: McpParts,
  request: ToolArguments,
  goOn: (decision: Decision, kept: KeptDecision | undefined) => CallToolResult | Promise<CallToolResult>,
): Promise<CallToolResult> => {
  const outcome: DecideOutcome = await decide(request)
  switch (outcome.kind) {
    case 'decided':
      return goOn(JSON.parse(outcome.text) as Decision, outcome.kept)
    case 'refused':
      return refusedResult(outcome.issues)
    case 'failed':
      return failure(outcome.reason)
  }
}
