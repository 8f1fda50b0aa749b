import { listTitle } from '../wording/names.ts'
import { capital, stop } from '../wording/words.ts'
import { bullets, plain, section, told } from './markdown.ts'
import type { View } from './view.ts'

/** What is asked, and what each answer means. */
export const questionSection = (view: View): readonly string[] => {
  const { decision } = view
  const means = meaningsOf(view)
  return section('What is asked', [
    `${plain(decision.question)} The answer is one of these:`,
    bullets(decision.answers.map(({ summary }, i) => told(plain(capital(summary)), plain(stop(means[i]!))))),
    ...moreOf(view),
  ])
}

/** How each answer comes about, in the decision’s order. */
const meaningsOf = ({ rulebook, decision }: View): readonly string[] => {
  if (decision.form === 'permit')
    return [
      'at least one requirement below applies, and every one that applies is met',
      'a requirement below applies and is not met',
      'none of the requirements below applies. Nothing else is said by that: silence is not permission',
    ]
  if (decision.form === 'collect') {
    const list = listTitle({ rulebook }, decision.collects!).toLowerCase()
    return [`something under “${list}” below applies`, 'nothing there applies']
  }
  const last = decision.answers.length - 1
  return decision.answers.map((_, i) =>
    i === last
      ? 'this is the answer where no rule below leads to another'
      : i === 0
        ? 'a rule below says so'
        : 'a rule below says so, and none leads to an answer that stands before this one',
  )
}

const moreOf = ({ decision }: View): readonly string[] => {
  const early =
    decision.form === 'permit'
      ? [
          'On a day before the earliest edition held here, nothing restricts; a decision then says that this is only because no earlier text is held.',
        ]
      : []
  return [
    'What is not known counts neither as a yes nor as a no. Where it matters, the answer stays open and says what to ask.',
    ...early,
  ]
}
