import { type DecisionForm, namesCollected, requiresNothing } from './form.ts'

/** Which is it? The first answer, in order, that a rule concludes; the last if no rule concludes one. */
export const classify: DecisionForm = {
  problemsOf: decision => [...namesCollected(decision, false), ...requiresNothing(decision)],
  ownEvents: ['conclude'],
  isConcluded: true,
  restricts: false,
  permissiveness: null,
  answers: ({ all, not }, { concluded }) => [
    ...concluded.map((one, i) => all([one, ...concluded.slice(0, i).map(not)])),
    all(concluded.map(not)),
  ],
  summary: clause => clause,
}
