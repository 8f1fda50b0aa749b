import type { Issue, Scalar } from '@virtual-school/rules'
import type { DecisionRequest, FoldedChild, Rules } from '@virtual-school/rules/internal'
import { ageInYears, birthFact, proposedFact } from '@virtual-school/rules/internal'
import { nothingSaid, partsOfDecision } from './answer-parts.ts'
import type { AnswerRow } from './answer-row.ts'

/** What is asked about every child. */
export interface CaseloadQuestion {
  readonly decisions: readonly string[]
  readonly authority: string
  readonly asOf: string
  /** Whether the files are this council’s own, so that whom they call looked after is looked after by it. */
  readonly isOwn: boolean
  /** The last day to which changes of answers are looked for, with their reasons; absent: none are. */
  readonly watchUntil?: string
  /** Facts of every child of whom the files do not tell them. */
  readonly facts: Readonly<Record<string, Scalar | null>>
}

/** A child as the files tell of it: what they call it, where its first row stands, and what its rows come to. */
export interface ToldChild {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly folded: FoldedChild
}

/** The answer about one child and one question, worked out for that child alone. */
export const answerAlone = (rules: Rules, asked: CaseloadQuestion, child: ToldChild, decision: string): AnswerRow => {
  const found = rules.evaluate(requestFor(rules, asked, child.folded, decision))
  return 'issues' in found
    ? refusedRow(rules, child, decision, grownUpInstead(asked, child, found.issues).map(inReturn(child)))
    : { ...rowHead(rules, child), ...partsOfDecision(rules, found) }
}

/** What every row about a child begins with. */
export const rowHead = ({ digest }: Rules, { id, file, line, folded }: ToldChild) => ({
  id,
  file,
  line,
  rules: digest,
  issues: [],
  warnings: folded.warnings,
})

/** The row of a child who has no answer. */
export const refusedRow = (rules: Rules, child: ToldChild, decision: string, issues: readonly Issue[]): AnswerRow => ({
  ...rowHead(rules, child),
  ...nothingSaid,
  decision,
  status: 'refused',
  issues,
})

/** The facts by which a council knows the children in its own care. */
const careFact = 'careStatus'
const lookedAfter = 'looked-after'
const ownFact = 'lookedAfterByThisAuthority'

/** Facts of care that end when a child grows up. */
const careFacts = new Set([careFact, ownFact, 'underCareOrder'].map(name => `/facts/${name}`))

/** Of who is looked after and is 18 by then every such fact is an issue. What a reader of the files needs to know is one. */
const grownUpInstead = (
  { asOf }: CaseloadQuestion,
  { folded: { facts } }: ToldChild,
  issues: readonly Issue[],
): readonly Issue[] => {
  const birth = facts[birthFact]
  if (typeof birth !== 'string' || ageInYears(birth, asOf) < 18 || facts[careFact] !== lookedAfter) return issues
  const message =
    'The child was 18 or older on the day asked about, and nobody is looked after from 18 on. The files have no end of this time in care: give the day, or ask about an earlier one.'
  const said: Issue = { code: 'contradiction', pointer: `/facts/${careFact}`, message }
  return [said, ...issues.filter(one => !careFacts.has(one.pointer))]
}

/** What is known of a child: what the files tell, and what was said of all whom they do not tell it of. */
export const factsOf = (
  { rulebook }: Rules,
  { isOwn, facts }: CaseloadQuestion,
  { facts: told }: FoldedChild,
): Readonly<Record<string, Scalar | null>> => {
  const own = isOwn && told[careFact] === lookedAfter && rulebook.factsByName.has(ownFact) ? { [ownFact]: true } : {}
  return { ...facts, ...own, ...told }
}

/** The request about a child. An action that the question is not about is left out. */
export const requestFor = (
  rules: Rules,
  asked: CaseloadQuestion,
  folded: FoldedChild,
  decision: string,
): DecisionRequest => {
  const { [proposedFact]: proposed, ...others } = factsOf(rules, asked, folded)
  const isAbout = rules.rulebook.decisions.get(decision)?.proposes?.some(one => one === proposed) ?? false
  return {
    decision,
    authority: folded.frame.authority ?? asked.authority,
    asOf: asked.asOf,
    trace: 'none',
    facts: isAbout && proposed !== undefined ? { ...others, [proposedFact]: proposed } : others,
  }
}

/** An issue of the library is about a fact; a reader of the file is told from which of its rows that came. */
const inReturn =
  ({ folded, file, line }: ToldChild) =>
  (issue: Issue): Issue => {
    const [source] = folded.sources[issue.pointer.replace('/facts/', '')] ?? []
    return { ...issue, file: source?.table ?? file, line: source?.line ?? line }
  }
