import { type DecisionForm, hasAnswers, namesCollected } from './form.ts'

/** The positions of the answers: permitted, not permitted, unrestricted. */
const notPermitted = 1

/** May this be done? Every requirement that applies must be met; if none applies, nothing restricts. */
export const permit: DecisionForm = {
  problemsOf: decision => [
    ...hasAnswers(
      decision,
      3,
      'A permit decision has three answers: permitted, not permitted, unrestricted, in this order.',
    ),
    ...namesCollected(decision, false),
  ],
  ownEvents: ['require'],
  isConcluded: false,
  restricts: true,
  permissiveness: [1, 0, 2],
  answers: ({ all, any, not }, { requirements, unheld }) => {
    // A law that is not held could require something more, of which nobody knows whether it is met.
    const required = [...requirements, ...unheld.map(one => ({ applies: one, test: one }))]
    return [
      all([
        ...required.map(({ applies, test }) => any([not(applies), test])),
        any(required.map(({ applies, test }) => all([applies, test]))),
      ]),
      any(required.map(({ applies, test }) => all([applies, not(test)]))),
      not(any(required.map(one => one.applies))),
    ]
  },
  summary: (clause, position, parts) => {
    const unmet = position === notPermitted ? parts.unmet() : []
    if (unmet.length === 0) return clause
    return `${clause}, because ${unmet.length === 1 ? 'this is' : 'these are'} not met: ${unmet.join('; ')}`
  },
}
