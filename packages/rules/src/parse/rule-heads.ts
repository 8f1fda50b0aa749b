import type { Issue } from '../kernel/issue.ts'
import { type Citation, evidences } from '../language/citation.ts'
import type { Condition } from '../language/condition.ts'
import type { DocumentOf } from '../language/documents.ts'
import { forces, type RulebookHead, type RuleDocument, type RuleUnderHead } from '../language/rulebook.ts'
import type { PlacedValue } from './rule-documents.ts'

/** The rules of a file, the head of the file written into each; issues of what neither of them says. */
export const rulesOfFile = (
  { rules, $schema: _, ...head }: DocumentOf<'rulebook'>,
  file: string,
  issues: Issue[],
): readonly PlacedValue<RuleDocument>[] =>
  rules.map((rule, index) => {
    const pointer = `/rules/${index}`
    for (const member of missingMembers(rule, head))
      issues.push({
        code: 'missing-member',
        file,
        pointer: `${pointer}/${member}`,
        message: missing(member.split('/').at(-1)!),
      })
    return { file, pointer, value: withHead(rule, head) }
  })

const missing = (member: string): string => {
  const permitted = new Map<string, readonly string[]>([
    ['force', forces],
    ['evidence', evidences],
  ]).get(member)
  const expected = permitted === undefined ? '' : ` One of these words is expected: ${permitted.join(', ')}.`
  return `“${member}” is required, here or at the head of the file.${expected}`
}

const missingMembers = (rule: RuleUnderHead, head: RulebookHead): readonly string[] => [
  ...(['force', 'effective', 'conditions'] as const).filter(member => (rule[member] ?? head[member]) === undefined),
  ...(questionsNamed(rule).length + questionsNamed(head).length === 0 ? ['decision'] : []),
  ...rule.citations.flatMap((one, i) =>
    (['source', 'evidence'] as const)
      .filter(member => (one[member] ?? head[member]) === undefined)
      .map(member => `citations/${i}/${member}`),
  ),
]

/** The questions that a rule, or the head of a file, names. */
export const questionsNamed = ({
  decision,
  decisions,
}: Pick<RuleUnderHead, 'decision' | 'decisions'>): readonly string[] =>
  decisions ?? (decision === undefined ? [] : [decision])

/** In the order in which a rule without a head has its members, so that both are the same rule. */
const withHead = (rule: RuleUnderHead, head: RulebookHead): RuleDocument => {
  const { name, title, decision, decisions, force, effective, conditions, citations, ...rest } = rule
  const asked = questionsNamed(rule).length > 0 ? { decision, decisions } : head
  return {
    name,
    title,
    ...(asked.decision === undefined ? {} : { decision: asked.decision }),
    ...(asked.decisions === undefined ? {} : { decisions: asked.decisions }),
    force: (force ?? head.force)!,
    effective: (effective ?? head.effective)!,
    exceptionTo: rest.exceptionTo,
    conditions: joined(head.conditions, conditions),
    event: rest.event,
    citations: citations.map(one => citationWith(one, head)),
    cautions: rest.cautions,
    ...(rest.note === undefined ? {} : { note: rest.note }),
  }
}

const joined = (head: Condition | undefined, own: Condition | undefined): Condition => {
  if (head === undefined || own === undefined) return (own ?? head)!
  return { all: [...membersOf(head), ...membersOf(own)] }
}

const membersOf = (condition: Condition): readonly Condition[] => ('all' in condition ? condition.all : [condition])

const citationWith = (
  { source, locator, evidence, ...rest }: RuleUnderHead['citations'][number],
  head: RulebookHead,
): Citation => ({ source: (source ?? head.source)!, locator, evidence: (evidence ?? head.evidence)!, ...rest })
