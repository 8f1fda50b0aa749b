import type { DecisionDefinition } from '../language/decisions.ts'
import { all, any, type NodeBuilder, not } from './node-builder.ts'
import type { ProgramItem, ProgramRequirement, ProgramRule } from './program.ts'

/** One literal an answer: true where the answer is determined, not false where it is still possible. */
export const answerLiterals = (
  decision: DecisionDefinition,
  requirements: readonly ProgramRequirement[],
  items: readonly ProgramItem[],
  conclusions: readonly ProgramRule[],
  build: NodeBuilder,
): readonly number[] => {
  if (decision.form === 'permit') {
    const permitted = all(build, [
      ...requirements.map(one => any(build, [not(one.applies), one.test])),
      any(
        build,
        requirements.map(one => all(build, [one.applies, one.test])),
      ),
    ])
    const refusedBy = any(
      build,
      requirements.map(one => all(build, [one.applies, not(one.test)])),
    )
    return [
      permitted,
      refusedBy,
      not(
        any(
          build,
          requirements.map(one => one.applies),
        ),
      ),
    ]
  }
  if (decision.form === 'collect') {
    const some = any(
      build,
      items.filter(one => one.list === decision.collects).map(one => one.applies),
    )
    return [some, not(some)]
  }
  const holds = decision.answers.slice(0, -1).map(answer =>
    any(
      build,
      conclusions
        .filter(({ rule: { event } }) => event.type === 'conclude' && event.answer === answer.id)
        .map(rule => rule.truth),
    ),
  )
  return [...holds.map((node, i) => all(build, [node, ...holds.slice(0, i).map(not)])), all(build, holds.map(not))]
}
