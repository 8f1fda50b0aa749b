import type { DecisionDefinition } from '@virtual-school/rules'
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
  const truths = truthsOf(decision, parts)
  return decision.answers.map(({ id }, i) => ({ id, truth: named(script, truths[i]!) }))
}

const truthsOf = (decision: DecisionDefinition, { requirements, items, concluding }: Parts): readonly Truth[] => {
  switch (decision.form) {
    case 'permit':
      return permit(requirements)
    case 'collect': {
      const some = anyOf(items.filter(one => one.list === decision.collects).map(one => one.applies))
      return [some, negated(some)]
    }
    case 'classify': {
      const holding = decision.answers.slice(0, -1).map(one => concluding(one.id))
      const first = holding.map((one, i) => allOf([one, ...holding.slice(0, i).map(negated)]))
      return [...first, allOf(holding.map(negated))]
    }
  }
}

const permit = (requirements: readonly RequirementTerms[]): readonly Truth[] => {
  const met = requirements.map(one => allOf([one.applies, one.test]))
  const unmet = requirements.map(one => allOf([one.applies, negated(one.test)]))
  return [
    allOf([...unmet.map(negated), anyOf(met)]),
    anyOf(unmet),
    negated(anyOf(requirements.map(one => one.applies))),
  ]
}
