/** A term of SMT-LIB 2, as text. */
export type Term = string

/**
 * A truth that may be unknown, as two terms: that it is true, that it is false; where neither is so it is unknown. Both can
 * never be so together.
 */
export interface Truth {
  readonly t: Term
  readonly f: Term
}

export const not = (term: Term): Term =>
  term === 'true' ? 'false' : term === 'false' ? 'true' : term.startsWith('(not ') ? term.slice(5, -1) : `(not ${term})`

const joined = (word: 'and' | 'or', members: readonly Term[]): Term => {
  const [neutral, absorbing] = word === 'and' ? ['true', 'false'] : ['false', 'true']
  const kept = [...new Set(members)].filter(one => one !== neutral)
  if (kept.includes(absorbing)) return absorbing
  return kept.length === 0 ? neutral : kept.length === 1 ? kept[0]! : `(${word} ${kept.sort().join(' ')})`
}
export const and = (...members: readonly Term[]): Term => joined('and', members)
export const or = (...members: readonly Term[]): Term => joined('or', members)
export const implies = (a: Term, b: Term): Term => or(not(a), b)

export const ite = (when: Term, then: Term, otherwise: Term): Term => {
  if (when === 'true' || then === otherwise) return then
  return when === 'false' ? otherwise : `(ite ${when} ${then} ${otherwise})`
}

export const int = (value: number): Term => (value < 0 ? `(- ${-value})` : String(value))
const numeral = /^(\d+)$|^\(- (\d+)\)$/
const numberIn = (term: Term): number | undefined => {
  const found = numeral.exec(term)
  return found === null ? undefined : found[1] === undefined ? -Number(found[2]) : Number(found[1])
}

const compared = (word: '=' | '<' | '<=', a: Term, b: Term, holds: (a: number, b: number) => boolean): Term => {
  const [left, right] = [numberIn(a), numberIn(b)]
  return left === undefined || right === undefined ? `(${word} ${a} ${b})` : String(holds(left, right))
}
export const equal = (a: Term, b: Term): Term => {
  if (a === b) return 'true'
  if (b === 'true') return a
  return b === 'false' ? not(a) : compared('=', a, b, (x, y) => x === y)
}
export const less = (a: Term, b: Term): Term => compared('<', a, b, (x, y) => x < y)
export const atMost = (a: Term, b: Term): Term => compared('<=', a, b, (x, y) => x <= y)
/** A term plus a fixed number. */
export const plus = (term: Term, count: number): Term => {
  const value = numberIn(term)
  return value === undefined ? `(+ ${term} ${int(count)})` : int(value + count)
}

/** The same in every respect. */
export const same = (a: Truth, b: Truth): Term => and(equal(a.t, b.t), equal(a.f, b.f))

export const negated = ({ t, f }: Truth): Truth => ({ t: f, f: t })
export const allOf = (members: readonly Truth[]): Truth => ({
  t: and(...members.map(one => one.t)),
  f: or(...members.map(one => one.f)),
})
export const anyOf = (members: readonly Truth[]): Truth => negated(allOf(members.map(negated)))
/** A truth that is never unknown. */
export const certain = (term: Term): Truth => ({ t: term, f: not(term) })
/** What is not false: true, or not known. */
export const possibly = ({ f }: Truth): Term => not(f)
