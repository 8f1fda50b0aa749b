import type { DecisionDefinition } from '../language/decisions.ts'
import type { NodeBuilder } from './node-builder.ts'
import type { ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

/** One literal an answer: true where the answer is determined, not false where it is still possible. */
export const answerLiterals = (
  decision: DecisionDefinition,
  requirements: readonly ProgramRequirement[],
  items: readonly ProgramItem[],
  conclusions: readonly ProgramRule[],
  build: NodeBuilder,
): readonly number[] => {
  const { all, any, not } = build
  if (decision.form === 'permit') {
    const permitted = all([
      ...requirements.map(one => any([not(one.applies), one.test])),
      any(requirements.map(one => all([one.applies, one.test]))),
    ])
    const refusedBy = any(requirements.map(one => all([one.applies, not(one.test)])))
    return [permitted, refusedBy, not(any(requirements.map(one => one.applies)))]
  }
  if (decision.form === 'collect') {
    const some = any(items.filter(one => one.list === decision.collects).map(one => one.applies))
    return [some, not(some)]
  }
  const holds = decision.answers
    .slice(0, -1)
    .map(answer =>
      any(
        conclusions
          .filter(({ rule: { event } }) => event.type === 'conclude' && event.answer === answer.id)
          .map(rule => rule.truth),
      ),
    )
  return [...holds.map((node, i) => all([node, ...holds.slice(0, i).map(not)])), all(holds.map(not))]
}
