import { type FormName, forms } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { listTitle } from '@virtual-school/rules/words'
import { bullets, labelledEntry, plain, section } from './markdown.ts'
import type { View } from './view.ts'

/** What is asked, and what each answer means. */
export const questionSection = (view: View): readonly string[] => {
  const { decision } = view
  const meanings = answerMeanings[decision.form](view)
  return section('What is asked', [
    `${plain(decision.question)} The answer is one of these:`,
    bullets(
      decision.answers.map(({ summary }, i) => labelledEntry(plain(capital(summary)), plain(stop(meanings[i]!)))),
    ),
    'What is not known counts neither as a yes nor as a no. If it matters, the answer stays open and says what to ask.',
    ...(forms[decision.form].restricts ? [beforeEveryEdition] : []),
  ])
}

const beforeEveryEdition =
  'On a day before the earliest edition held here, nothing restricts; a decision then says that this is only because no earlier text is held.'

/** How each answer comes about, in the decision’s order. */
const answerMeanings: Readonly<Record<FormName, (view: View) => readonly string[]>> = {
  permit: () => [
    'at least one requirement below applies, and every one that applies is met',
    'a requirement below applies and is not met',
    'none of the requirements below applies. Nothing else is said by that: silence is not permission',
  ],
  collect: view => [
    `something under “${listTitle(view, view.decision.collects!).toLowerCase()}” below applies`,
    'nothing there applies',
  ],
  classify: ({ decision: { answers } }) =>
    answers.map((_, i) => {
      if (i === answers.length - 1) return 'this is the answer if no rule below leads to another'
      return i === 0
        ? 'a rule below says so'
        : 'a rule below says so, and none leads to an answer that stands before this one'
    }),
}
