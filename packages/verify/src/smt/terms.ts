/** A term of SMT-LIB 2, as text. */
export type Term = string

/**
 * A truth that may be unknown, as two terms: that it is true (`t`), that it is false (`f`). If neither is so it is unknown;
 * both are never so together.
 */
export interface TruthTerms {
  readonly t: Term
  readonly f: Term
}

/** That the term is false. */
export const notTerm = (term: Term): Term =>
  term === 'true' ? 'false' : term === 'false' ? 'true' : term.startsWith('(not ') ? term.slice(5, -1) : `(not ${term})`

const join = (word: 'and' | 'or', members: readonly Term[]): Term => {
  const [neutral, absorbing] = word === 'and' ? ['true', 'false'] : ['false', 'true']
  const kept = [...new Set(members)].filter(one => one !== neutral)
  if (kept.includes(absorbing)) return absorbing
  return kept.length === 0 ? neutral : kept.length === 1 ? kept[0]! : `(${word} ${kept.sort().join(' ')})`
}
/** That all members are true. */
export const and = (...members: readonly Term[]): Term => join('and', members)
/** That some member is true. */
export const or = (...members: readonly Term[]): Term => join('or', members)
/** That `b` is true if `a` is. */
export const implies = (a: Term, b: Term): Term => or(notTerm(a), b)

/** One term or the other, by a third. */
export const ite = (when: Term, then: Term, otherwise: Term): Term => {
  if (when === 'true' || then === otherwise) return then
  return when === 'false' ? otherwise : `(ite ${when} ${then} ${otherwise})`
}

/** A whole number as a term. */
export const int = (value: number): Term => (value < 0 ? `(- ${-value})` : String(value))
const numeral = /^(\d+)$|^\(- (\d+)\)$/
const readNumeral = (term: Term): number | undefined => {
  const found = numeral.exec(term)
  return found === null ? undefined : found[1] === undefined ? -Number(found[2]) : Number(found[1])
}

const compare = (word: '=' | '<' | '<=', a: Term, b: Term, holds: (a: number, b: number) => boolean): Term => {
  const [left, right] = [readNumeral(a), readNumeral(b)]
  return left === undefined || right === undefined ? `(${word} ${a} ${b})` : String(holds(left, right))
}
/** That two terms are equal. */
export const equal = (a: Term, b: Term): Term => {
  if (a === b) return 'true'
  if (b === 'true') return a
  return b === 'false' ? notTerm(a) : compare('=', a, b, (x, y) => x === y)
}
/** That `a` is less than `b`. */
export const less = (a: Term, b: Term): Term => compare('<', a, b, (x, y) => x < y)
/** That `a` is at most `b`. */
export const atMost = (a: Term, b: Term): Term => compare('<=', a, b, (x, y) => x <= y)
/** A term plus a fixed number. */
export const plus = (term: Term, count: number): Term => {
  const value = readNumeral(term)
  return value === undefined ? `(+ ${term} ${int(count)})` : int(value + count)
}

/** That two truths are the same: true, false or unknown together. */
export const same = (a: TruthTerms, b: TruthTerms): Term => and(equal(a.t, b.t), equal(a.f, b.f))

/** The opposite truth; unknown stays unknown. */
export const kleeneNot = ({ t, f }: TruthTerms): TruthTerms => ({ t: f, f: t })
/** True if all members are true, false if some member is false: Kleene’s “and”. */
export const kleeneAnd = (members: readonly TruthTerms[]): TruthTerms => ({
  t: and(...members.map(one => one.t)),
  f: or(...members.map(one => one.f)),
})
/** True if some member is true, false if all members are false: Kleene’s “or”. */
export const kleeneOr = (members: readonly TruthTerms[]): TruthTerms => kleeneNot(kleeneAnd(members.map(kleeneNot)))
/** A truth that is never unknown. */
export const certain = (term: Term): TruthTerms => ({ t: term, f: notTerm(term) })
/** That a truth is not false: it is true, or not known. */
export const possibly = ({ f }: TruthTerms): Term => notTerm(f)
