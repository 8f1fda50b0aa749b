import type { Program } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import type { Truths } from './depends.ts'

/** A caution, and whether it is made: all bits or none. */
export interface CautionBits {
  readonly code: string
  readonly isMade: SqlTerm
}

/** What cautions rest on. */
export interface Grounds {
  readonly program: Program
  readonly terms: TermMaker
  readonly truths: Truths
  /** The answers that are still possible, a bit each. */
  readonly possible: SqlTerm
  /** Whether a rule that does not hold could if one fact were different. */
  readonly canTurn: (literal: number) => SqlTerm
  /** Whether hardly any child has these facts together. */
  readonly isUnusual: SqlTerm
}

/** Every caution that a question can carry, in the order of their codes. */
export const listCautionBits = (grounds: Grounds): readonly CautionBits[] => {
  const { program, terms, truths, isUnusual } = grounds
  const { or, not, number } = terms
  const always = number(-1)
  const concerns = (isNotHeld: boolean): SqlTerm =>
    or(...program.texts.filter(one => one.text.isNotHeld === isNotHeld).map(one => not(truths.isFalse(one.concerns))))
  const isRestedOn = restedOn(grounds)
  const found = [
    { code: 'before-first-edition', isMade: program.isIncomplete ? always : earlyBits(grounds) },
    { code: 'council-rules-not-held', isMade: program.isNationalOnly ? always : number(0) },
    { code: 'unusual-facts', isMade: isUnusual },
    { code: 'edition-not-held', isMade: concerns(true) },
    { code: 'rests-on-unread-text', isMade: concerns(false) },
    ...program.cautions.map(({ code, rules }) => ({ code, isMade: or(...rules.map(isRestedOn)) })),
  ]
  return found.filter(one => one.isMade !== number(0)).sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** If nothing is required: whether a rule would or might be, had its first edition been in force. There are such rules in semantics 1 alone. */
const earlyBits = ({ program, terms, truths }: Grounds): SqlTerm =>
  terms.and(
    ...program.requirements.map(one => truths.isFalse(one.applies)),
    terms.or(...program.earlyRules.map(one => terms.not(truths.isFalse(one.truth)))),
  )

/** Gives whether something in the decision names a rule; or, of an answer that says nothing applies, one fact keeps it from applying. */
const restedOn = ({ program, terms, truths, possible, canTurn }: Grounds): ((rule: number) => SqlTerm) => {
  const { and, or, not, call, number } = terms
  const entries = [...program.requirements, ...program.items, ...program.deadlines].map(({ applies, rules }) => {
    const isAnyTrue = or(...rules.map(one => truths.isTrue(one.truth)))
    return { rules, mayApply: not(truths.isFalse(applies)), isAnyTrue }
  })
  const absent = program.decision.answers.flatMap((one, i) => (one.restsOnAbsence ? [number(1n << BigInt(i))] : []))
  const isAbsence =
    absent.length === 0
      ? number(0)
      : terms.mask(absent.length === 1 ? call('equal', possible, absent[0]!) : call('oneOf', possible, ...absent))
  const last = number(1n << BigInt(program.decision.answers.length - 1))
  const isWhole = program.semantics === 1 ? terms.mask(call('equal', possible, last)) : number(0)
  const bearing = new Set(program.bearing.map(one => one.index))
  const concluding = new Set(program.conclusions.map(one => one.index))
  return index => {
    const { truth } = program.rules[index]!
    const mayHold = not(truths.isFalse(truth))
    const behind = entries
      .filter(one => one.rules.some(rule => rule.index === index))
      .map(({ mayApply, isAnyTrue }) => and(mayApply, or(truths.isTrue(truth), and(mayHold, not(isAnyTrue)))))
    const near = bearing.has(index) ? and(isAbsence, truths.isFalse(truth), canTurn(truth)) : number(0)
    return or(isWhole, ...behind, concluding.has(index) ? mayHold : number(0), near)
  }
}
