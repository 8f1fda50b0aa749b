import type { DeadlineFinding } from '../evaluate/decision.ts'
import { splitBasis } from '../evaluate/result/deadlines.ts'
import { dateInWords } from '../kernel/dates.ts'
import { capital, sentence } from '../kernel/words.ts'
import { deadlineTitle, roleTitle } from '../wording/names.ts'
import type { Context } from './context.ts'
import { together } from './fold.ts'
import type { Section } from './layout.ts'

/** Who must do what by which day, days that are known first; of a day that is not, how it is counted, and once why. */
export const timesSection = (context: Context): Section => {
  const { deadlines } = context.decision
  const weight = (one: DeadlineFinding) => (one.status === 'applies' ? 0 : 2) + (one.date === null ? 1 : 0)
  const inOrder = [...deadlines].sort((a, b) => weight(a) - weight(b))
  const whoOf = ({ role, status }: DeadlineFinding) =>
    `${roleTitle(context, role)}${status === 'applies' ? '' : ', if it applies'}`
  const groups = [...new Set(inOrder.map(whoOf))].map(who => ({
    who,
    things: thingsToDo(
      context,
      inOrder.filter(one => whoOf(one) === who),
    ),
  }))
  const [only] = groups
  const reasons = new Set(deadlines.flatMap(one => (one.date === null ? (splitBasis(one.basis).why ?? []) : [])))
  return {
    heading: only !== undefined && groups.length === 1 ? `By when (${only.who})` : 'By when',
    entries: [
      ...groups.flatMap(({ who, things }) => together(groups.length === 1 ? '' : capital(who), things)),
      ...[...reasons].map(why => ({ text: sentence(`no date, as ${why}`) })),
    ],
  }
}

/** What one party must do, each thing once: it may have several days, as it may follow from several rules. */
const thingsToDo = (context: Context, found: readonly DeadlineFinding[]): readonly string[] =>
  [...new Set(found.map(one => one.action))].map(action => {
    const days = found.filter(one => one.action === action).map(dayInWords)
    return `${deadlineTitle(context, action)}, ${days.join(', or ')}`
  })

/** “by 1 December 2026”; of a day that is not known how it is counted, “20 working days after the child’s first placement started”. */
const dayInWords = ({ date, basis }: DeadlineFinding): string =>
  date === null
    ? splitBasis(basis)
        .counted.replace(/ (after|before) the day on which /, ' $1 ')
        // What stands in brackets is not the day by which, and must not be taken for it.
        .replace(/ \(([^()]+)\)$/, ', counted from $1')
    : `by ${dateInWords(date)}`
