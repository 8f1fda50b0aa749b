import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import { all, any, type NodeBuilder, not } from './node-builder.ts'
import type { ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

/** One literal an answer: true if the answer is determined, not false if it is still possible. */
export const answerLiterals = (
  decision: DecisionDefinition,
  requirements: readonly ProgramRequirement[],
  items: readonly ProgramItem[],
  conclusions: readonly ProgramRule[],
  build: NodeBuilder,
): readonly number[] => {
  const concluding = (answer: string): readonly number[] =>
    conclusions
      .filter(({ rule: { event } }) => event.type === 'conclude' && event.answer === answer)
      .map(rule => rule.truth)
  const logic = {
    all: (members: readonly number[]) => all(build, members),
    any: (members: readonly number[]) => any(build, members),
    not,
  }
  return forms[decision.form].answers(logic, {
    requirements,
    collected: items.filter(one => one.list === decision.collects).map(one => one.applies),
    concluded: decision.answers.slice(0, -1).map(answer => any(build, concluding(answer.id))),
  })
}
