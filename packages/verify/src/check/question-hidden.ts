import { decided, type Feared } from './expected.ts'
import type { Pair } from './pair.ts'
import { factsIn } from './parts.ts'
import { followFact, noUsage } from './usage.ts'

/** Nothing that can change the answer is held to be irrelevant: a form that hides irrelevant questions would never ask it. */
export const hiddenQuestions = (pair: Pair): readonly Feared[] =>
  [...pair.own.facts].flatMap(name => {
    const { question, authority, decision, rules } = pair
    const { relevantWhen, label } = rules.rulebook.factsByName.get(name)!
    if (relevantWhen === undefined) return []
    const keeps = factsIn(relevantWhen)
    const behind = behindOf(pair, name)
    if (behind.some(one => keeps.includes(one))) return []
    return {
      code: 'question-hidden',
      about: `${authority.id} ${decision.id} ${name}`,
      rules: [],
      fault: [
        question.request.total,
        pair.differOnlyIn(name),
        question.truthOf(relevantWhen).f,
        pair.second.truthOf(relevantWhen).f,
        pair.differs,
      ],
      message: `“${decision.question}” can turn on ${label} where “relevantWhen” says that it makes no sense to ask for it. Widen its “relevantWhen”, or narrow the rules that read it.`,
      keeps,
      drops: [name, ...behind],
      confirms: answer => decided(answer) && answer.missing.some(one => [name, ...behind].includes(one.fact)),
    }
  })

/** What derives the fact where it is not given. */
const behindOf = ({ rules: { rulebook }, authority }: Pair, name: string): readonly string[] => {
  const usage = noUsage()
  followFact(rulebook, authority, name, usage)
  return [...usage.facts].filter(other => other !== name)
}
