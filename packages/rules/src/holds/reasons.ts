import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { DecisionRequest, Trace } from '../evaluate/decision.ts'
import { answerParsed, evaluate } from '../evaluate/evaluate.ts'
import type { Program } from '../evaluate/program/program.ts'
import { programOf } from '../evaluate/program/question.ts'
import { type ParsedRequest, parseRequest } from '../evaluate/request/parse-request.ts'
import { ageFact, ageInYears } from '../kernel/birth.ts'
import { type CivilDate, firstDayOf, plusDays } from '../kernel/dates.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import type { Scalar } from '../language/values.ts'
import { type GrowingCase, requestBefore } from './growth.ts'

/** Something that changes on a day, and makes another answer. */
export type HoldsReason =
  /** The child is older, or the day decides a fact otherwise. Null: it is not known from that day on. */
  | { readonly kind: 'fact'; readonly fact: string; readonly value: Scalar | null }
  /** A rule is in force for the first or no longer, or another edition of it is. */
  | {
      readonly kind: 'rule'
      readonly name: string
      readonly title: string
      readonly change: 'begins' | 'ends' | 'changes'
    }
  /** The same of a text of which no rule is made. */
  | { readonly kind: 'text'; readonly id: string; readonly title: string; readonly change: 'begins' | 'ends' }
  /** From that day on the law of the question is held whole. */
  | { readonly kind: 'complete' }

/** What a day has for a request: its law and its facts. */
interface Side {
  readonly request: DecisionRequest
  readonly parsed: ParsedRequest
  readonly program: Program
}

/** Why the answer to a request of a day is another than on the day before. */
export const listReasons = (about: GrowingCase, request: DecisionRequest): readonly HoldsReason[] => {
  const { rulebook, birth } = about
  const [before, after] = [readSide(rulebook, requestBefore(about, request)), readSide(rulebook, request)]
  // A date of birth alone can make a request that is not read: the child is older than the rules reach.
  if (before === undefined || after === undefined)
    return birth === undefined ? [] : [{ kind: 'fact', fact: ageFact, value: ageInYears(birth, request.asOf) }]
  const facts = rulebook.facts.filter(({ index }) => valueAt(before, index) !== valueAt(after, index))
  const bears = (change: Change) => hasPart(rulebook, before, after, change)
  const ofFacts = facts.filter(({ index }) => bears({ index }))
  const isLaw = before.program !== after.program
  const hasLawPart = isLaw && bears('law')
  // If nothing has a part by itself, all that changes has one together.
  const isTogether = ofFacts.length === 0 && !hasLawPart
  return [
    ...(isTogether ? facts : ofFacts).map(({ name, index }): HoldsReason => {
      return { kind: 'fact', fact: name, value: valueAt(after, index) }
    }),
    ...(hasLawPart || (isTogether && isLaw) ? listLawReasons(rulebook, before, after) : []),
  ]
}

const readSide = (rulebook: Rulebook, request: DecisionRequest): Side | undefined => {
  const parsed = parseRequest(rulebook, request)
  return parsed.ok ? { request, parsed: parsed.value, program: programOf(rulebook, parsed.value) } : undefined
}

const valueAt = ({ parsed }: Side, index: number): Scalar | null => parsed.values[index] ?? null

/** The law of the day, or the fact at a place. */
type Change = 'law' | { readonly index: number }

/** Whether a change makes a difference: the day without it is another, or the day before with it. */
const hasPart = (rulebook: Rulebook, before: Side, after: Side, change: Change): boolean => {
  const said = (side: Side): string => {
    const found = answerParsed(rulebook, side.parsed, side.program)
    return 'issues' in found ? '' : found.possibleAnswers.join()
  }
  const changed = (side: Side, from: Side): Side => {
    if (change === 'law') return { ...side, program: from.program }
    const values = side.parsed.values.with(change.index, from.parsed.values[change.index])
    return { ...side, parsed: { ...side.parsed, values } }
  }
  return said(changed(after, before)) !== said(after) || said(changed(before, after)) !== said(before)
}

/** Rules and texts that begin or end on that day. One that is known to be false of the child says nothing either way. */
const listLawReasons = (rulebook: Rulebook, before: Side, after: Side): readonly HoldsReason[] => {
  const { authority, decision, asOf } = after.parsed
  const [then, now] = [traceOf(rulebook, before), traceOf(rulebook, after)]
  const begun = listChanged(authority, decision, one => one.firstDay === asOf, now)
  const ended = listChanged(authority, decision, one => one.lastDay === plusDays(asOf, -1), then)
  const names = (rules: readonly { readonly name: string }[]) => new Set(rules.map(one => one.name))
  const [namesBegun, namesEnded] = [names(begun.rules), names(ended.rules)]
  const isComplete = decision.completeFrom !== undefined && firstDayOf(decision.completeFrom.day) === asOf
  return [
    ...begun.rules.map(({ name, title }) => {
      return { kind: 'rule', name, title, change: namesEnded.has(name) ? 'changes' : 'begins' } as const
    }),
    ...ended.rules
      .filter(({ name }) => !namesBegun.has(name))
      .map(({ name, title }) => ({ kind: 'rule', name, title, change: 'ends' }) as const),
    ...begun.texts.map(({ id, title }) => ({ kind: 'text', id, title, change: 'begins' }) as const),
    ...ended.texts.map(({ id, title }) => ({ kind: 'text', id, title, change: 'ends' }) as const),
    ...(isComplete ? [{ kind: 'complete' } as const] : []),
  ]
}

const traceOf = (rulebook: Rulebook, { request }: Side): Trace | null => {
  const decided = evaluate(rulebook, { ...request, trace: 'full' })
  return 'issues' in decided ? null : decided.trace
}

/** What has a day on which it is in force for the first or the last time. */
interface Dated {
  readonly firstDay: CivilDate | null
  readonly lastDay: CivilDate | null
}

/** The rules and texts of a question that change on a day, without those that a trace shows to be false. */
const listChanged = (
  { rules, unmodelled }: Authority,
  { id }: DecisionDefinition,
  changes: (one: Dated) => boolean,
  trace: Trace | null,
) => {
  const isFalse = (found: { readonly truth: string } | undefined) => found?.truth === 'false'
  return {
    rules: rules.filter(
      rule =>
        rule.events.has(id) &&
        rule.effective.clock === undefined &&
        changes(rule) &&
        !isFalse(trace?.rules.find(one => one.name === rule.name && one.effective.from === rule.effective.from)),
    ),
    texts: unmodelled.filter(
      text =>
        text.decisions.includes(id) && changes(text) && !isFalse(trace?.notWeighed?.find(one => one.id === text.id)),
    ),
  }
}
