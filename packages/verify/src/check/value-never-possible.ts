import { factClause } from '@virtual-school/rules'
import { decided, type Expected } from './expected.ts'
import type { Inquiry } from './inquiry.ts'

/** Each word and each yes and no that a fact permits can be given, by what is said to contradict it. */
export const valuesNeverPossible = ({ question, rules, own }: Inquiry): readonly Expected[] =>
  rules.facts
    .filter(fact => own.facts.has(fact.name) && question.request.facts.has(fact.name))
    .flatMap(fact => {
      const values = fact.type === 'boolean' ? [true, false] : (fact.values?.map(one => one.value) ?? [])
      return values.map((value): Expected => {
        const given = [question.request.facts.get(fact.name)!.known]
        const so = question.truthOf({ fact: fact.name, operator: 'equal', value }).t
        return {
          code: 'value-never-possible',
          about: `${fact.name} ${value}`,
          rules: [],
          possible: [[question.request.total, question.consistent, ...given, so]],
          message: `No request can say that ${factClause(fact, value)}: what is held to contradict it always does. Put right the contradictions in facts.json.`,
          nearest: [{ terms: [question.request.total, ...given, so], confirms: answer => !decided(answer) }],
        }
      })
    })
