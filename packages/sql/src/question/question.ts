import {
  type CivilDate,
  dayNumberOf,
  listChangeDates,
  type Program,
  plusDays,
  programFor,
  type Rules,
} from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import { type CautionBits, listCautionBits } from './cautions.ts'
import { dayAsked } from './day-asked.ts'
import { type FactBits, type IsUnknown, placeFacts, type Truths, turningIn } from './depends.ts'
import { dueDay } from './due-day.ts'
import { makeCodes } from './facts.ts'
import { layGround } from './ground.ts'
import { listMissingBits, type MissingBits } from './missing.ts'

/** What is asked of every row. */
export interface SqlQuestion {
  readonly decision: string
  readonly authority: string
  /** `YYYY-MM-DD`, or `today`: the engine’s own day in England. */
  readonly asOf: CivilDate | 'today'
  /** The day on which the query is made, which chooses the law if `asOf` is `today`. */
  readonly madeOn: CivilDate
  /** The facts of which the table has columns. */
  readonly columns: ReadonlySet<string>
  /** Whether the engine itself sees to it that no id is there twice. */
  readonly isKey: boolean
}

/** Something of which it is worked out whether it applies, as all bits or none. */
export interface AppliesBits {
  readonly isYes: SqlTerm
  readonly isNo: SqlTerm
}

/** A question worked out as terms. */
export interface WorkedQuestion {
  readonly answers: readonly string[]
  /** Whether the row is refused, and whether the query speaks for its day: tests. */
  readonly isRefused: SqlTerm
  readonly isOutOfDate: SqlTerm
  /** The answers that are possible, a bit each. */
  readonly possible: SqlTerm
  readonly requirements: readonly { readonly id: string; readonly applies: AppliesBits; readonly met: AppliesBits }[]
  readonly items: readonly {
    readonly list: string
    readonly item: string
    readonly verb: string | undefined
    readonly applies: AppliesBits
  }[]
  readonly deadlines: readonly {
    readonly action: string
    readonly role: string
    /** How long after or before its first day it lies, in words: `20-working-days`. */
    readonly period: string
    readonly applies: AppliesBits
    /** How many days after 1 January 1970. */
    readonly due: SqlTerm
  }[]
  readonly missing: readonly MissingBits[]
  readonly cautions: readonly CautionBits[]
  readonly notWeighed: readonly { readonly id: string; readonly concerns: SqlTerm }[]
  /** The first day and the last for which the query speaks; undefined if there is none. */
  readonly from: CivilDate | undefined
  readonly to: CivilDate | undefined
}

/** Works a question out as terms over the columns of a table of children. */
export const makeQuestion = (rules: Rules, terms: TermMaker, asked: SqlQuestion): WorkedQuestion => {
  const { rulebook } = rules
  const decision = rulebook.decisions.get(asked.decision)!
  const authority = rulebook.authorities.get(asked.authority)!
  const lawOf = asked.asOf === 'today' ? asked.madeOn : asked.asOf
  const program = programFor(rulebook, authority, decision, lawOf)
  const day = dayAsked(terms, asked.asOf)
  const known = makeCodes(rules, terms, day, asked.columns, decision.proposes)
  const question = layGround(rules, terms, program, known.codeOf)
  const { truths, kleene, possible } = question
  const { number, call, isSo } = terms
  const period = periodOf(listChangeDates(authority, decision), lawOf)
  const places = placeFacts(program, listStarts(rules, program))
  return {
    answers: decision.answers.map(one => one.id),
    isRefused: call(
      'some',
      ...known.refusals,
      isSo(question.isContradicted),
      call('isNull', terms.source('id')),
      ...(asked.isKey ? [] : [call('less', number(1), call('countSame', terms.source('id')))]),
    ),
    isOutOfDate: outOfDate(terms, day.number, period),
    possible,
    ...makeFindings(rules, terms, program, truths, known.codeOf),
    missing: listMissingBits(
      rules,
      terms,
      program,
      truths,
      unknownBy(terms, known.codeOf),
      places,
      isOnlyOne(terms, kleene),
      possible,
    ),
    cautions: listCautionBits({
      program,
      terms,
      truths,
      possible,
      canTurn: canTurnBy(program, terms, truths, places),
      isUnusual: question.isUnusual,
    }),
    notWeighed: (rulebook.semantics === 1 ? [] : program.texts).map(one => ({
      id: one.finding.id,
      concerns: terms.not(truths.isFalse(one.concerns)),
    })),
    ...period,
  }
}

/** The facts, by their places in the vocabulary, from which deadlines are counted. */
const listStarts = ({ rulebook }: Rules, { deadlines }: Program): readonly number[] =>
  deadlines.map(one => rulebook.factsByName.get(one.event.of)!.index)

/** Requirements, items and deadlines. */
const makeFindings = (
  rules: Rules,
  terms: TermMaker,
  program: Program,
  truths: Truths,
  codes: ReadonlyMap<number, SqlTerm>,
): Pick<WorkedQuestion, 'requirements' | 'items' | 'deadlines'> => {
  const appliesOf = (literal: number): AppliesBits => ({ isYes: truths.isTrue(literal), isNo: truths.isFalse(literal) })
  const starts = listStarts(rules, program)
  return {
    requirements: program.requirements.map(({ id, applies, test }) => ({
      id,
      applies: appliesOf(applies),
      met: appliesOf(test),
    })),
    items: program.items.map(({ list, item, verb, applies }) => ({ list, item, verb, applies: appliesOf(applies) })),
    deadlines: program.deadlines.map((one, i) => ({
      action: one.event.action,
      role: one.event.role,
      period: `${one.event.count}-${one.event.unit}${one.event.count === 1 ? '' : 's'}`,
      applies: appliesOf(one.applies),
      due: dueDay(rules, terms, one, codes.get(starts[i]!)),
    })),
  }
}

const unknownBy =
  ({ number, mask, call }: TermMaker, codes: ReadonlyMap<number, SqlTerm>): IsUnknown =>
  index => {
    const code = codes.get(index)
    return code === undefined ? number(-1) : mask(call('isNull', code))
  }

const canTurnBy = (
  program: Program,
  terms: TermMaker,
  truths: Truths,
  places: FactBits,
): ((literal: number) => SqlTerm) => {
  const words = Array.from({ length: places.wordsCount }, (_, word) => turningIn(program, terms, truths, places, word))
  return literal => terms.or(...words.map(of => terms.mask(terms.isSo(of(literal)))))
}

/** Whether exactly one of several is so, each all bits or none. */
const isOnlyOne = ({ and, or, not }: TermMaker, members: readonly SqlTerm[]): SqlTerm =>
  or(...members.map((one, i) => and(one, ...members.filter((_, at) => at !== i).map(not))))

/** The days between two changes of the law. */
const periodOf = (changes: readonly CivilDate[], day: CivilDate) => {
  const from = changes.findLast(one => one <= day)
  const next = changes.find(one => one > day)
  return { from, to: next === undefined ? undefined : plusDays(next, -1) }
}

const outOfDate = (
  { call, number }: TermMaker,
  day: SqlTerm,
  { from, to }: { readonly from: CivilDate | undefined; readonly to: CivilDate | undefined },
): SqlTerm =>
  call(
    'some',
    call('less', day, number(from === undefined ? -1_000_000 : dayNumberOf(from))),
    call('less', number(to === undefined ? 10_000_000 : dayNumberOf(to)), day),
  )
