import { capital, type Rules } from '@virtual-school/rules/internal'

/** What is said of who has no answer. */
export const noAnswer = 'No answer'

/** An answer as a clause with a capital letter: “A personal education plan (PEP) is required”. `answer` is empty if it is open. */
export const clauseOfAnswer = ({ rulebook }: Rules, decision: string, answer: string): string => {
  const found = rulebook.decisions.get(decision)
  const said = found?.answers.find(one => one.id === answer)?.summary
  return capital(said ?? `it is not known ${found?.unknownSummary ?? 'what the answer is'}`)
}
