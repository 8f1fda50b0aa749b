import {
  anyOf,
  anyWithFactors,
  type CivilDate,
  contradictionsOf,
  dayNumberOf,
  domainsOf,
  listChangeDates,
  literalsOf,
  plusDays,
  programFor,
  type Rules,
  sourceOf,
  startMaking,
} from '@virtual-school/rules/internal'
import type { Term, Terms } from '../form/term.ts'
import { type CautionBits, listCautions, unusualOf } from './cautions.ts'
import { asItIs, type BitsOf, type Ground, ifSupposed } from './conditions.ts'
import { dayAsked } from './day-asked.ts'
import { type FactBits, placeFacts, type Truths, turningIn } from './depends.ts'
import { dueDay } from './due-day.ts'
import { makeCodes } from './facts.ts'
import { listMissing, type MissingBits } from './missing.ts'
import { narrowed } from './narrow.ts'
import { listWhatIfs } from './what-ifs.ts'

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
  readonly isYes: Term
  readonly isNo: Term
}

/** A question worked out as terms. */
export interface QuestionTerms {
  readonly answers: readonly string[]
  /** Whether the row is refused, and whether the query speaks for its day: tests. */
  readonly isRefused: Term
  readonly isOutOfDate: Term
  /** The answers that are possible, a bit each. */
  readonly possible: Term
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
    readonly due: Term
  }[]
  readonly missing: readonly MissingBits[]
  readonly cautions: readonly CautionBits[]
  readonly notWeighed: readonly { readonly id: string; readonly concerns: Term }[]
  /** The first day and the last for which the query speaks; undefined if there is none. */
  readonly from: CivilDate | undefined
  readonly to: CivilDate | undefined
}

/** Works a question out as terms over the columns of a table of children. */
export const makeQuestion = (rules: Rules, terms: Terms, asked: SqlQuestion): QuestionTerms => {
  const { rulebook } = rules
  const decision = rulebook.decisions.get(asked.decision)!
  const authority = rulebook.authorities.get(asked.authority)!
  const lawOf = asked.asOf === 'today' ? asked.madeOn : asked.asOf
  const program = programFor(rulebook, authority, decision, lawOf)
  const never = sourceOf(
    rulebook,
    authority,
    contradictionsOf(rulebook, decision).map(one => one.never),
  )
  const odd = sourceOf(
    rulebook,
    authority,
    rulebook.oddities.map(one => one.never),
  )
  const domains = domainsOf([program, never, odd])
  const making = startMaking(domains, { given: new Set(domains.keys()), settled: new Map() }, false)
  const [truthOf, neverOf, oddOf] = [literalsOf(making, program), literalsOf(making, never), literalsOf(making, odd)]
  const day = dayAsked(terms, asked.asOf)
  const { codeOf, refusals } = makeCodes(rules, terms, day, asked.columns, decision.proposes)
  const whatIfs = listWhatIfs(program, terms, codeOf)
  // Every expression is made before any is turned into terms, so that the links are known.
  const contradicted = anyOf(
    making.circuit,
    program.contradictions.map(one => truthOf(one.literal)),
  )
  const refused = anyWithFactors(making.circuit, never.literals.map(neverOf))
  const unusual = odd.literals.map(oddOf)
  for (let literal = 0; literal < 2 * program.nodes.count; literal += 1) truthOf(literal)
  const ground: Ground = {
    rules,
    terms,
    circuit: making.circuit,
    domains,
    links: making.links,
    codes: codeOf,
    whatIfs,
  }
  const bitsOf = asItIs(ground)
  const truths: Truths = {
    isTrue: literal => bitsOf(truthOf(literal)),
    isFalse: literal => bitsOf(truthOf(literal ^ 1)),
  }
  const appliesOf = (literal: number): AppliesBits => ({ isYes: truths.isTrue(literal), isNo: truths.isFalse(literal) })
  const isPossible = (bits: BitsOf): readonly Term[] =>
    program.answers.map(answer => terms.not(bits(truthOf(answer ^ 1))))
  const wordsCount = whatIfs.reduce((most, one) => Math.max(most, one.word + 1), 0)
  const supposed = Array.from({ length: wordsCount }, (_, word) => {
    const bits = ifSupposed(ground, word)
    return { possible: isPossible(bits), isSound: terms.not(bits(contradicted)) }
  })
  const kleene = isPossible(bitsOf)
  const possible = narrowed(terms, kleene, whatIfs, supposed)
  const isUnknown = (index: number): Term => {
    const code = codeOf.get(index)
    return code === undefined ? terms.number(-1) : terms.mask(terms.call('isNull', code))
  }
  const starts = program.deadlines.map(one => rulebook.factsByName.get(one.event.of)!.index)
  const places = placeFacts(program, starts)
  const { number, call, isSo } = terms
  const period = periodOf(listChangeDates(authority, decision), lawOf)
  return {
    answers: decision.answers.map(one => one.id),
    isRefused: call(
      'some',
      ...refusals,
      isSo(bitsOf(refused)),
      call('isNull', terms.source('id')),
      ...(asked.isKey ? [] : [call('less', number(1), call('countSame', terms.source('id')))]),
    ),
    isOutOfDate: outOfDate(terms, day.number, period),
    possible,
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
      due: dueDay(rules, terms, one, codeOf.get(starts[i]!)),
    })),
    missing: listMissing(rules, terms, program, truths, isUnknown, places, isOnlyOne(terms, kleene), possible),
    cautions: listCautions({
      program,
      terms,
      truths,
      possible,
      canTurn: canTurnBy(program, terms, truths, places),
      isUnusual: unusualOf(rules, terms, i => bitsOf(unusual[i]!)),
    }),
    notWeighed: (rulebook.semantics === 1 ? [] : program.texts).map(one => ({
      id: one.finding.id,
      concerns: terms.not(truths.isFalse(one.concerns)),
    })),
    ...period,
  }
}

type Program = Parameters<typeof placeFacts>[0]

const canTurnBy = (program: Program, terms: Terms, truths: Truths, places: FactBits): ((literal: number) => Term) => {
  const words = Array.from({ length: places.wordsCount }, (_, word) => turningIn(program, terms, truths, places, word))
  return literal => terms.or(...words.map(of => terms.mask(terms.isSo(of(literal)))))
}

/** Whether exactly one of several is so, each all bits or none. */
const isOnlyOne = ({ and, or, not }: Terms, members: readonly Term[]): Term =>
  or(...members.map((one, i) => and(one, ...members.filter((_, at) => at !== i).map(not))))

/** The days between two changes of the law. */
const periodOf = (changes: readonly CivilDate[], day: CivilDate) => {
  const from = changes.findLast(one => one <= day)
  const next = changes.find(one => one > day)
  return { from, to: next === undefined ? undefined : plusDays(next, -1) }
}

const outOfDate = (
  { call, number }: Terms,
  day: Term,
  { from, to }: { readonly from: CivilDate | undefined; readonly to: CivilDate | undefined },
): Term =>
  call(
    'some',
    call('less', day, number(from === undefined ? -1_000_000 : dayNumberOf(from))),
    call('less', number(to === undefined ? 10_000_000 : dayNumberOf(to)), day),
  )
