import type { Issue, Scalar } from '@virtual-school/rules'
import type { Decision, DecisionRequest, FoldedChild, Rules } from '@virtual-school/rules/internal'
import { proposedFact } from '@virtual-school/rules/internal'
import type { AnswerRow, ChildDeadline } from './answer-row.ts'

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

/** The answers about one child: a row for each question, or a single one that says why there is none. */
export const answerChild = (rules: Rules, asked: CaseloadQuestion, child: ToldChild): readonly AnswerRow[] => {
  const { issues } = child.folded
  const head = { ...nothing, id: child.id, file: child.file, line: child.line, rules: rules.digest }
  if (issues.length > 0) return [{ ...head, status: 'refused', issues }]
  const { decision: named } = child.folded.frame
  return (named === undefined ? asked.decisions : [named]).map(decision => {
    const found = rules.evaluate(requestFor(rules, asked, child.folded, decision))
    if ('issues' in found) return { ...head, decision, status: 'refused', issues: found.issues.map(inReturn(child)) }
    return { ...head, ...partsOf(found) }
  })
}

const nothing = {
  decision: '',
  authority: '',
  asOf: '',
  answer: '',
  possibleAnswers: [],
  duties: [],
  dutiesPossible: [],
  unmet: [],
  notKnown: [],
  deadlines: [],
  missing: [],
  readings: [],
  cautions: [],
  notWeighed: [],
  issues: [],
} as const

/** The facts by which a council knows the children in its own care. */
const careFact = 'careStatus'
const lookedAfter = 'looked-after'
const ownFact = 'lookedAfterByThisAuthority'

/** The request about a child. An action that the question is not about is left out. */
export const requestFor = (
  { rulebook }: Rules,
  { authority, asOf, isOwn, facts }: CaseloadQuestion,
  { facts: told, frame }: FoldedChild,
  decision: string,
): DecisionRequest => {
  const own = isOwn && told[careFact] === lookedAfter && rulebook.factsByName.has(ownFact) ? { [ownFact]: true } : {}
  const known: Readonly<Record<string, Scalar | null>> = { ...facts, ...own, ...told }
  const { [proposedFact]: proposed, ...others } = known
  const isAbout = rulebook.decisions.get(decision)?.proposes?.some(one => one === proposed) ?? false
  return {
    decision,
    authority: frame.authority ?? authority,
    asOf,
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

const partsOf = (found: Decision): Omit<AnswerRow, 'id' | 'file' | 'line' | 'rules' | 'issues'> => ({
  decision: found.decision,
  authority: found.authority,
  asOf: found.asOf,
  status: found.status,
  answer: found.answer ?? '',
  possibleAnswers: found.possibleAnswers,
  duties: itemsOf(found, 'applies'),
  dutiesPossible: itemsOf(found, 'possible'),
  unmet: found.requirements.filter(one => one.status === 'unmet').map(one => one.id),
  notKnown: found.requirements.filter(one => one.status === 'unknown').map(one => one.id),
  deadlines: found.deadlines.map(toDeadline),
  missing: found.missing.filter(one => one.for === 'answer').map(one => one.fact),
  readings: found.readings.map(one => one.id),
  cautions: found.cautions.map(one => one.code),
  notWeighed: (found.notWeighed ?? []).map(one => one.id),
})

const itemsOf = ({ lists }: Decision, status: 'applies' | 'possible'): readonly string[] =>
  (lists.duties ?? []).filter(one => one.status === status).map(one => one.item)

const toDeadline = ({ date, action, role, basis, status }: Decision['deadlines'][number]): ChildDeadline => ({
  date: date ?? '',
  action,
  role,
  basis,
  status,
})
