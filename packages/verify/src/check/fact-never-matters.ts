import { listFactNames } from '@virtual-school/rules/internal'
import { type Expected, type Feared, isDecided } from './expected.ts'
import type { Pair } from './pair.ts'
import { followFact, noUsage } from './usage.ts'

/** Expects that every fact that `missing` can name for the decision can change something about it. Of a council, only the facts that its own rules read are tried. */
export const factsThatNeverMatter = (pair: Pair): readonly Expected[] =>
  askedFacts(pair).flatMap(name => {
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
          confirms: answer => isDecided(answer) && answer.missing.some(one => one.fact === name),
        },
      ],
    }
  })

/** The facts that the authority’s own rules read; what follows from the day nobody is asked. */
const askedFacts = ({ own, question }: Pair): readonly string[] =>
  [...own.facts].filter(name => question.request.facts.has(name))

/** The last day on which the law changes and a request without facts is asked for this one. */
const dayOfAsking = ({ rules, authority, decision }: Pair, name: string): string | undefined => {
  const days = authority.rules.flatMap(one => (one.events.has(decision.id) ? (one.firstDay ?? []) : []))
  return [...new Set(days)]
    .sort()
    .reverse()
    .find(asOf => {
      const answer = rules.evaluate({ decision: decision.id, authority: authority.id, asOf, facts: {}, trace: 'none' })
      return isDecided(answer) && answer.missing.some(one => one.fact === name)
    })
}

/** A day from which a deadline is counted matters whenever the deadline does. */
const datesSomething = ({ question }: Pair, name: string): boolean =>
  question.deadlines.some(({ event }) => event.of === name)

/** Fears that what can change the answer is held to be irrelevant: a form that hides irrelevant questions would never ask it. */
export const hiddenQuestions = (pair: Pair): readonly Feared[] =>
  askedFacts(pair).flatMap(name => {
    const { question, authority, decision, rules } = pair
    const { relevantWhen, label } = rules.rulebook.factsByName.get(name)!
    if (relevantWhen === undefined) return []
    const keeps = listFactNames(relevantWhen)
    const sources = listSourceFacts(pair, name)
    if (sources.some(one => keeps.includes(one))) return []
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
      message: `“${decision.question}” can depend on ${label} when “relevantWhen” says that it makes no sense to ask for it. Widen its “relevantWhen”, or narrow the rules that read it.`,
      keeps,
      drops: [name, ...sources],
      confirms: answer => isDecided(answer) && answer.missing.some(one => [name, ...sources].includes(one.fact)),
    }
  })

/** The facts from which this one is derived if it is not given. */
const listSourceFacts = ({ rules: { rulebook }, authority }: Pair, name: string): readonly string[] => {
  const usage = noUsage()
  followFact(rulebook, authority, name, usage)
  return [...usage.facts].filter(other => other !== name)
}
