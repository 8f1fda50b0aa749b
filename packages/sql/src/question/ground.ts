import type { Condition } from '@virtual-school/rules'
import {
  anyOf,
  anyWithFactors,
  contradictionsOf,
  domainsOf,
  literalsOf,
  type Program,
  type Rules,
  sourceOf,
  startMaking,
} from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import { asItIs, type BitsOf, ifSupposed } from './conditions.ts'
import type { Truths } from './depends.ts'
import { type FactWhatIfs, type Ground, listWhatIfs } from './what-ifs.ts'

/** What of a child everything else is made of. All are bits, all or none, but the answers that are possible. */
export interface QuestionGround {
  readonly truths: Truths
  /** Whether the facts contradict one another, so that the row is refused. */
  readonly isContradicted: SqlTerm
  /** Whether hardly any child has these facts together. */
  readonly isUnusual: SqlTerm
  /** By answer whether Kleene’s logic leaves it possible. */
  readonly kleene: readonly SqlTerm[]
  /** The answers that are possible, a bit each. */
  readonly possible: SqlTerm
}

/** Works out the conditions of a question, and what is possible, from the same circuits by which many children are answered. */
export const layGround = (
  rules: Rules,
  terms: TermMaker,
  program: Program,
  codes: ReadonlyMap<number, SqlTerm>,
): QuestionGround => {
  const { rulebook } = rules
  const { authority, decision } = program
  const nodesOf = (said: readonly { readonly never: Condition }[]) =>
    sourceOf(
      rulebook,
      authority,
      said.map(one => one.never),
    )
  const [never, odd] = [nodesOf(contradictionsOf(rulebook, decision)), nodesOf(rulebook.oddities)]
  const domains = domainsOf([program, never, odd])
  const making = startMaking(domains, { given: new Set(domains.keys()), settled: new Map() }, false)
  const { circuit, links } = making
  const [truthOf, neverOf, oddOf] = [literalsOf(making, program), literalsOf(making, never), literalsOf(making, odd)]
  // Every expression is made before any is turned into terms, so that the links are known.
  for (let literal = 0; literal < 2 * program.nodes.count; literal += 1) truthOf(literal)
  const contradicted = anyOf(
    circuit,
    program.contradictions.map(one => truthOf(one.literal)),
  )
  const refused = anyWithFactors(circuit, never.literals.map(neverOf))
  const unusual = anyOf(circuit, odd.literals.map(oddOf))
  const whatIfs = listWhatIfs(program, terms, codes)
  const ground: Ground = { rules, terms, circuit, domains, links, codes, whatIfs }
  const bitsOf = asItIs(ground)
  const possibleBy = (bits: BitsOf): readonly SqlTerm[] =>
    program.answers.map(answer => terms.not(bits(truthOf(answer ^ 1))))
  const wordsCount = whatIfs.reduce((most, one) => Math.max(most, one.word + 1), 0)
  const supposed = Array.from({ length: wordsCount }, (_, word) => {
    const bits = ifSupposed(ground, word)
    return { possible: possibleBy(bits), isSound: terms.not(bits(contradicted)) }
  })
  const kleene = possibleBy(bitsOf)
  return {
    truths: { isTrue: literal => bitsOf(truthOf(literal)), isFalse: literal => bitsOf(truthOf(literal ^ 1)) },
    isContradicted: bitsOf(refused),
    isUnusual: bitsOf(unusual),
    kleene,
    possible: narrowed(terms, kleene, whatIfs, supposed),
  }
}

/** In one word of what-ifs, by answer the lanes in which it is possible, and those whose facts contradict nothing. */
interface SupposedAnswers {
  readonly possible: readonly SqlTerm[]
  readonly isSound: SqlTerm
}

/**
 * The answers that are still possible, a bit each: by Kleene’s logic, and then by cases. An unknown fact has one of its values, so
 * an answer that none of them leaves possible is not possible. A fact whose values leave no answer at all narrows nothing.
 *
 * Fact by fact, `evaluate` keeps the answers that the fact leaves possible, if it leaves any of those that are left. So what is left
 * in the end are the answers with the greatest number, if each has a digit for each fact, the first one the highest: 1 if the fact
 * leaves it possible. That needs no step for each fact.
 */
const narrowed = (
  terms: TermMaker,
  kleene: readonly SqlTerm[],
  whatIfs: readonly FactWhatIfs[],
  supposedIn: readonly SupposedAnswers[],
): SqlTerm => {
  const { call, number, and, or, isSo } = terms
  const digits = kleene.map((isPossible, a) => {
    const left = whatIfs.map(({ word, tried }, i) => {
      const { possible, isSound } = supposedIn[word]!
      const digit = number(1n << BigInt(whatIfs.length - 1 - i))
      return call('case', isSo(and(possible[a]!, isSound, tried)), digit, number(0))
    })
    return call('case', isSo(isPossible), or(...left), number(-1))
  })
  const greatest = digits.slice(1).reduce((most, one) => call('case', call('less', most, one), one, most), digits[0]!)
  return or(...digits.map((one, a) => call('case', call('equal', one, greatest), number(1n << BigInt(a)), number(0))))
}
