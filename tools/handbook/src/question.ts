import { capital, stop } from '@virtual-school/rules/internal'
import { listTitle } from '@virtual-school/rules/words'
import { bullets, labelledEntry, plain, section } from './markdown.ts'
import type { View } from './view.ts'

/** What is asked, and what each answer means. */
export const questionSection = (view: View): readonly string[] => {
  const { decision } = view
  const meanings = answerMeanings(view)
  return section('What is asked', [
    `${plain(decision.question)} The answer is one of these:`,
    bullets(
      decision.answers.map(({ summary }, i) => labelledEntry(plain(capital(summary)), plain(stop(meanings[i]!)))),
    ),
    'What is not known counts neither as a yes nor as a no. If it matters, the answer stays open and says what to ask.',
    ...(decision.form === 'permit' ? [beforeEveryEdition] : []),
  ])
}

const beforeEveryEdition =
  'On a day before the earliest edition held here, nothing restricts; a decision then says that this is only because no earlier text is held.'

/** How each answer comes about, in the decision’s order. */
const answerMeanings = (view: View): readonly string[] => {
  const { form, collects, answers } = view.decision
  switch (form) {
    case 'permit':
      return [
        'at least one requirement below applies, and every one that applies is met',
        'a requirement below applies and is not met',
        'none of the requirements below applies. Nothing else is said by that: silence is not permission',
      ]
    case 'collect':
      return [`something under “${listTitle(view, collects!).toLowerCase()}” below applies`, 'nothing there applies']
    case 'classify':
      return answers.map((_, i) =>
        i === answers.length - 1
          ? 'this is the answer if no rule below leads to another'
          : i === 0
            ? 'a rule below says so'
            : 'a rule below says so, and none leads to an answer that stands before this one',
      )
  }
}
