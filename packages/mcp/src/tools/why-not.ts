import type { Issue } from '@virtual-school/rules'
import type { Decision, DecisionRequest, JsonSchema, Rules } from '@virtual-school/rules/internal'
import { nearest, sentence, withSuggestion } from '@virtual-school/rules/internal'
import type { WhyNot } from '@virtual-school/verify'
import type { KeptDecision } from '../decide.ts'
import { answered, idsOfAnswers, keptProperties, objectOf, outputOf, requestProperties, things } from '../schemas.ts'
import {
  keptLines,
  keptMembers,
  type McpParts,
  memberIssues,
  refusedResult,
  type Tool,
  type ToolArguments,
  toolResult,
  withDecision,
} from '../tool.ts'
import type { WhyNotPlace } from '../why-not/find.ts'
import { sayWithout } from '../words/answer-words.ts'
import { notKnownYet } from '../words/not-known-yet.ts'

const members = ['decision', 'authority', 'asOf', 'facts', 'wanted']

const wantedSchema = (rules: Rules): JsonSchema => ({
  enum: idsOfAnswers(rules),
  description: `The answer that is wanted. ${rules.decisions.map(({ id, answers }) => `${id}: ${answers.map(one => one.id).join(', ')}.`).join(' ')}`,
})

/** The least that would have to change for another answer. */
export const whyNotTool: Tool = {
  title: 'Why not another answer',
  description:
    'Proves the least that would have to change, or turn out to be so, for another answer about a child, and what forces the present one. It takes some seconds. What it proposes has to be done, or found out, in truth: never change a fact so that an answer comes out.',
  isDeciding: true,
  inputSchema: parts =>
    objectOf({ ...requestProperties(parts, true), wanted: wantedSchema(parts.rules) }, ['decision', 'facts', 'wanted']),
  outputSchema: rules =>
    outputOf(
      {
        ...answered(rules),
        wanted: { type: 'string' },
        present: { type: 'object' },
        outcome: { enum: ['already', 'changes', 'learnings', 'impossible', 'undecided'] },
        proposals: things,
        smallest: { enum: ['proved', 'undecided'] },
        complete: { enum: ['yes', 'no', 'undecided'] },
        toFindOut: things,
        presentForcedBy: { type: ['object', 'null'] },
        ruledOutBy: { type: ['object', 'null'] },
        ...keptProperties,
      },
      ['decision', 'authority', 'asOf', 'wanted', 'present', 'outcome', 'proposals', 'toFindOut'],
    ),
  call: async (parts, given) => {
    const { wanted, ...request } = given
    const known = [...members, ...Object.keys(parts.members ?? {})]
    const issues = [...memberIssues(given, known, ['wanted']), ...wantedIssues(parts.rules, given)]
    if (issues.length > 0) return refusedResult(issues)
    const place = parts.findWhyNot.takePlace()
    if (place === undefined) return busy
    try {
      return await withDecision(parts, { trace: 'none', ...request }, (decision, kept) =>
        search(parts, place, { decision, facts: request.facts, wanted: String(wanted), kept }),
      )
    } finally {
      place.end()
    }
  },
}

const busy = {
  content: [
    { type: 'text' as const, text: 'Another search is being made. Nothing was decided; ask again in a few seconds.' },
  ],
  isError: true,
}

/** An issue if the decision has no such answer. It does not repeat what was sent. */
const wantedIssues = ({ decisions }: Rules, { decision, wanted }: ToolArguments): readonly Issue[] => {
  const ids = decisions.find(({ id }) => id === decision)?.answers.map(({ id }) => id)
  if (typeof wanted !== 'string' || ids === undefined || ids.includes(wanted)) return []
  const message = `The question has no answer of that name. Permitted: ${ids.join(', ')}.`
  return [withSuggestion({ code: 'unknown-word', pointer: '/wanted', message }, nearest(wanted, ids))]
}

interface Wanting {
  readonly decision: Decision
  /** As they were accepted when it was decided. */
  readonly facts: unknown
  readonly wanted: string
  readonly kept: KeptDecision | undefined
}

const search = async ({ rules }: McpParts, place: WhyNotPlace, { decision: found, facts, wanted, kept }: Wanting) => {
  const { decision, authority, asOf } = found
  const request: DecisionRequest = { decision, authority, asOf, facts: facts as DecisionRequest['facts'] }
  const outcome = await place.find(rules, { request, wanted })
  if ('issues' in outcome) return refusedResult(outcome.issues)
  const lines = await foundLines(rules, outcome)
  return toolResult([...lines, ...keptLines(kept)].join('\n'), { ...outcome, ...keptMembers(kept) })
}

const foundLines = async ({ rulebook }: Rules, found: WhyNot): Promise<readonly string[]> => {
  if (found.present.answer === null) return openLines({ rulebook }, found)
  const { whyNotLines } = await import('@virtual-school/verify')
  return whyNotLines(rulebook, found)
}

/** As `whyNotLines`, without a word of the answer that is wanted or of any other. */
const openLines = ({ rulebook }: Pick<Rules, 'rulebook'>, found: WhyNot): readonly string[] => {
  const say = sayWithout(rulebook.decisions.get(found.decision)!)
  const proposals = found.proposals.map(({ text, changes, learnings }, i) => {
    const facts = [...learnings, ...changes].map(({ fact }) => fact).join(', ')
    return `${i + 1}. ${say(text) ?? `What has to do with these facts, see the data: ${facts}.`}`
  })
  const questions = found.toFindOut.map(({ fact, question }) => `- ${say(question) ?? 'Find this out:'} (fact ${fact})`)
  const ruledOut = (found.ruledOutBy?.facts ?? []).map(
    ({ text, fact }) => `- ${say(sentence(text)) ?? `The fact ${fact}.`}`,
  )
  return [notKnownYet, ...wayLines(found.outcome, { proposals, questions, ruledOut })]
}

interface OpenParts {
  readonly proposals: readonly string[]
  readonly questions: readonly string[]
  readonly ruledOut: readonly string[]
}

const wayLines = (outcome: WhyNot['outcome'], { proposals, questions, ruledOut }: OpenParts): readonly string[] => {
  switch (outcome) {
    case 'impossible':
      return ['It is proved that nothing that can be changed or found out gives what was asked for.', ...ruledOut]
    case 'undecided':
      return ['Whether anything gives what was asked for was not decided in time.']
    default:
      return [
        ...(questions.length === 0 ? [] : ['To be found out:', ...questions]),
        'The least that gives what was asked for:',
        ...proposals,
      ]
  }
}
