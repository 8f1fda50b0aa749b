import type { DecisionDefinition, FormName } from '@virtual-school/rules'
import { allOf, anyOf, negated, type Truth } from '../smt/terms.ts'
import type { AnswerTerms, ItemTerms, RequirementTerms } from './question-terms.ts'
import { named, type Script } from './script.ts'

interface Parts {
  readonly requirements: readonly RequirementTerms[]
  readonly items: readonly ItemTerms[]
  readonly concluding: (answer: string) => Truth
}

/** Encodes how true each answer of a decision is: true if it is determined, false if it is impossible. */
export const encodeAnswers = (script: Script, decision: DecisionDefinition, parts: Parts): readonly AnswerTerms[] => {
  const truths = answerTruths[decision.form](parts, decision)
  return decision.answers.map(({ id }, i) => ({ id, truth: named(script, truths[i]!) }))
}

/** What each form makes of its parts, said again and not taken from the library: the proofs are held against it. */
const answerTruths: Readonly<Record<FormName, (parts: Parts, decision: DecisionDefinition) => readonly Truth[]>> = {
  permit: ({ requirements }) => {
    const met = requirements.map(one => allOf([one.applies, one.test]))
    const unmet = requirements.map(one => allOf([one.applies, negated(one.test)]))
    return [
      allOf([...unmet.map(negated), anyOf(met)]),
      anyOf(unmet),
      negated(anyOf(requirements.map(one => one.applies))),
    ]
  },
  collect: ({ items }, { collects }) => {
    const some = anyOf(items.filter(one => one.list === collects).map(one => one.applies))
    return [some, negated(some)]
  },
  classify: ({ concluding }, { answers }) => {
    const holding = answers.slice(0, -1).map(one => concluding(one.id))
    const first = holding.map((one, i) => allOf([one, ...holding.slice(0, i).map(negated)]))
    return [...first, allOf(holding.map(negated))]
  },
}
