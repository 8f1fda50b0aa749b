import { type DecisionForm, hasAnswers, namesCollected, requiresNothing } from './form.ts'

/** The positions of the answers: some item applies, none does. */
const some = 0

/** What applies? The items of one list, those that the rules include. */
export const collect: DecisionForm = {
  problemsOf: decision => [
    ...hasAnswers(decision, 2, 'A collect decision has two answers: one if an item applies, and one if none does.'),
    ...namesCollected(decision, true),
    ...requiresNothing(decision),
  ],
  ownEvents: [],
  isConcluded: false,
  restricts: false,
  permissiveness: null,
  answers: ({ any, not }, { collected, unheld }) => {
    // A law that is not held could add an item.
    const applies = any([...collected, ...unheld])
    return [applies, not(applies)]
  },
  summary: (clause, position, parts) => {
    const titles = position === some ? parts.collected() : []
    return titles.length === 0 ? clause : `${clause}: ${titles.join('; ')}`
  },
}
