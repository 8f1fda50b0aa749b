import { decided, type Expected } from './expected.ts'
import type { Pair } from './pair.ts'

/** Every fact that `missing` can name for the decision can change something about it. A council is asked of what its own rules read. */
export const factsThatNeverMatter = (pair: Pair): readonly Expected[] =>
  [...pair.own.facts].flatMap(name => {
    const { question, authority, decision, rules } = pair
    const asOf = dayOfAsking(pair, name)
    if (asOf === undefined || datesSomething(pair, name)) return []
    const otherwise = [pair.differOnlyIn(name), pair.differs]
    return {
      code: 'fact-never-matters',
      about: `${authority.id} ${decision.id} ${name}`,
      rules: [],
      possible: [[question.request.total, ...otherwise], otherwise],
      message: `${authority.name} asks for ${rules.rulebook.factsByName.get(name)!.label} to answer “${decision.question}”, and no value of it ever changes an answer, a requirement, an item or a deadline. Take the tests of it out of the rules, or put them right.`,
      nearest: [
        {
          terms: [],
          given: { asOf, facts: {} },
          confirms: answer => decided(answer) && answer.missing.some(one => one.fact === name),
        },
      ],
    }
  })

/** The last day on which the law turns so that the fact is asked for, where nothing is known. */
const dayOfAsking = ({ rules, authority, decision }: Pair, name: string): string | undefined => {
  const days = authority.rules.flatMap(one => (one.decision === decision.id ? (one.firstDay ?? []) : []))
  return [...new Set(days)]
    .sort()
    .reverse()
    .find(asOf => {
      const answer = rules.evaluate({ decision: decision.id, authority: authority.id, asOf, facts: {}, trace: 'none' })
      return decided(answer) && answer.missing.some(one => one.fact === name)
    })
}

/** A day from which a deadline is counted matters wherever the deadline does. */
const datesSomething = ({ question }: Pair, name: string): boolean =>
  question.deadlines.some(({ event }) => event.of === name)
