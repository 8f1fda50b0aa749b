import type { VocabularyFact } from '@virtual-school/rules'
import { factClause } from '@virtual-school/rules/words'
import type { Box, Choice } from './box.ts'
import { type Forced, vocabularyPlace } from './forcing.ts'
import { isPastDay } from './nearest.ts'
import type { Search } from './problem.ts'
import type { FactStep, Forcing, Proposal, WhyNot } from './result.ts'
import { vocabularyFact } from './start.ts'
import { proposalText, stepText } from './wording.ts'

/** Describes the given facts that force or rule out an answer. */
export const describeForced = ({ start }: Search, { facts, smallest }: Forced): Forcing => ({
  facts: facts.map(fact => {
    const value = start.given.get(fact)!
    return { fact, value, text: factClause(vocabularyFact(start, fact), value) }
  }),
  smallest,
})

/** Describes proposals: those without a day that is past come first, then by the order of the vocabulary. */
export const describeProposals = (search: Search, boxes: readonly Box[]): readonly Proposal[] =>
  boxes
    .map(box => {
      const names = [...box.keys()].sort((a, b) => vocabularyPlace(search, a) - vocabularyPlace(search, b))
      return { places: names.map(name => vocabularyPlace(search, name)), proposal: buildProposal(search, box, names) }
    })
    .sort((a, b) => pastCount(a.proposal) - pastCount(b.proposal) || inOrder(a.places, b.places))
    .map(one => one.proposal)

const buildProposal = ({ start }: Search, box: Box, names: readonly string[]): Proposal => {
  const steps = names.map(name => {
    const fact = vocabularyFact(start, name)
    return { fact, step: buildStep(start, fact, box.get(name)!) }
  })
  const changes = steps.filter(({ fact }) => fact.changeable).map(one => one.step)
  const learnings = steps.filter(({ fact }) => !fact.changeable).map(one => one.step)
  return { changes, learnings, text: proposalText(changes, learnings) }
}

const buildStep = ({ request, given }: Search['start'], fact: VocabularyFact, choice: Choice): FactStep => {
  const from = given.get(fact.name) ?? null
  const state = from !== null ? 'given' : request.facts[fact.name] === null ? 'not-known' : 'not-asked'
  const isChosen = fact.changeable && isPastDay(fact, choice.to, request.asOf)
  const step = { fact: fact.name, from, state, ...choice, past: isChosen } as const
  return { ...step, text: stepText(fact, step) }
}

const pastCount = ({ changes }: Proposal): number => changes.filter(one => one.past).length

const inOrder = (a: readonly number[], b: readonly number[]): number => {
  const different = a.findIndex((place, i) => place !== b[i])
  return different < 0 ? a.length - b.length : a[different]! - (b[different] ?? -1)
}

/** Lists every fact that a proposal needs found out, with its question. */
export const listQuestions = (search: Search, proposals: readonly Proposal[]): WhyNot['toFindOut'] => {
  const names = new Set(proposals.flatMap(one => one.learnings.map(step => step.fact)))
  return search.facts.filter(fact => names.has(fact.name)).map(({ name, question }) => ({ fact: name, question }))
}
