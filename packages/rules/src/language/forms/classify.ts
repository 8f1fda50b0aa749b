import { type DecisionForm, namesCollected, requiresNothing } from './form.ts'

/** Which is it? The first answer, in order, that a rule concludes; the last if no rule concludes one. */
export const classify: DecisionForm = {
  problemsOf: decision => [...namesCollected(decision, false), ...requiresNothing(decision)],
  ownEvents: ['conclude'],
  isConcluded: true,
  restricts: false,
  permissiveness: null,
  answers: ({ all, any, not }, { concluded, unheld }) => {
    // A law that is not held could conclude any answer but the last.
    const holding = unheld.length === 0 ? concluded : concluded.map(one => any([one, ...unheld]))
    return [...holding.map((one, i) => all([one, ...holding.slice(0, i).map(not)])), all(holding.map(not))]
  },
  summary: clause => clause,
}
