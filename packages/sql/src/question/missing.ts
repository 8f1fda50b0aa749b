import type { Program, Rules } from '@virtual-school/rules/internal'
import type { SqlTerm, TermMaker } from '../form/term.ts'
import { dependenciesIn, type FactBits, type IsUnknown, type Truths } from './depends.ts'

/** A fact that is missing for the answer, and for details: all bits or none. */
export interface MissingBits {
  readonly fact: string
  readonly forAnswer: SqlTerm
  readonly forDetail: SqlTerm
}

/** The facts that are missing, as `evaluate` lists them: on each depends a rule, or a law that is not held, that may apply. */
export const listMissingBits = (
  { rulebook }: Rules,
  terms: TermMaker,
  program: Program,
  truths: Truths,
  isUnknown: IsUnknown,
  places: FactBits,
  isKleeneOne: SqlTerm,
  possible: SqlTerm,
): readonly MissingBits[] => {
  const { and, or, not, number, call, mask } = terms
  const ones = program.answers.map((_, a) => number(1n << BigInt(a)))
  const isOpen = not(or(mask(call('oneOf', possible, ...ones)), isKleeneOne))
  const words = Array.from({ length: places.wordsCount }, (_, word) => {
    const dependsOn = dependenciesIn(program, terms, truths, isUnknown, places, word)
    const startOf = (of: string): SqlTerm => {
      const { index } = rulebook.factsByName.get(of)!
      const place = places.placeOf.get(index)!
      return place.word === word ? and(isUnknown(index), number(place.bit)) : number(0)
    }
    const open = [
      ...program.rules.map(({ truth, tests, events }) =>
        and(
          not(truths.isFalse(truth)),
          or(
            dependsOn(truth),
            ...tests.map(dependsOn),
            ...events.flatMap(event => (event.type === 'deadline' ? [startOf(event.of)] : [])),
          ),
        ),
      ),
      ...program.texts
        .filter(one => one.isBlocking)
        .map(one => and(not(truths.isFalse(one.concerns)), dependsOn(one.concerns))),
    ]
    const forAnswer = and(isOpen, or(...program.answers.map(dependsOn)))
    const all = or(...open)
    return { forAnswer: and(all, forAnswer), forDetail: and(all, not(forAnswer)) }
  })
  return [...places.placeOf]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, { word, bit }]) => {
      const one = words[word]!
      const [forAnswer, forDetail] = [and(one.forAnswer, number(bit)), and(one.forDetail, number(bit))]
      const { name } = rulebook.facts[index]!
      return forAnswer === number(0) && forDetail === number(0) ? [] : [{ fact: name, forAnswer, forDetail }]
    })
}
