import { dateInWords } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { deadlineTitle, itemTitle, listTitle, roleTitle, verbPhrase } from '@virtual-school/rules/words'
import type { ColumnAbout, PlainKind, ResultColumn, SqlRequest, WrittenSql } from '@virtual-school/sql'
import { columns, count } from '../../terminal/layout.ts'

const plain: Readonly<Record<PlainKind, string>> = {
  id: 'the id, as the table has it',
  status: 'determined, undetermined, refused, or out-of-date: the query does not speak for that day',
  answer: 'the answer; NULL if it cannot be said',
  'possible-answers': 'the answers that are still possible',
  missing: 'the facts that the answer still needs',
  'missing-details': 'the facts that a requirement, a party or a day still needs',
  cautions: 'codes of what to be careful about',
  'not-weighed': 'laws that bear on the child and are not held as rules',
  rules: 'the digest of the rules',
  'speaks-from': 'the first day for which the query speaks; NULL if there is none',
  'speaks-to': 'the last day for which the query speaks; NULL if no change is known',
}

/** A line for each column of a result: its name, and what it tells. */
export const columnsInWords = (rules: Rules, decision: string, found: readonly ResultColumn[]): string =>
  columns(found.map(({ name, about }) => [name, columnInWords(rules, decision, about)]))

const columnInWords = (rules: Rules, decision: string, about: ColumnAbout): string => {
  switch (about.kind) {
    case 'requirement':
      return `met, unmet or unknown: ${requirementTitle(rules, decision, about.id)}; NULL if it is not required`
    case 'requirement-applies':
      return `yes or unknown: whether it is required that ${requirementTitle(rules, decision, about.id)}; NULL if it is not`
    case 'item': {
      const verb = about.verb === undefined ? '' : ` ${verbPhrase(rules, about.list, about.verb)}`
      return `applies or possible: ${itemTitle(rules, about.list, about.item)}${verb} (${listTitle(rules, about.list)}); NULL if not`
    }
    case 'deadline':
      return `applies or possible: ${deadlineTitle(rules, about.action)}, by ${roleTitle(rules, about.role)}; NULL if not`
    case 'due':
      return `the day on which it is due: ${deadlineTitle(rules, about.action)}; NULL if it cannot be known`
    default:
      return plain[about.kind]
  }
}

const requirementTitle = ({ rulebook }: Rules, decision: string, id: string): string =>
  rulebook.decisions.get(decision)?.requirements.find(one => one.id === id)?.title ?? id

/** The columns of a result in a line: those that every result has by name, the others counted. */
export const namesInWords = (found: readonly ResultColumn[]): string => {
  const own = found.filter(one => one.about.kind in plain).map(one => one.name)
  const counted = (['requirement', 'item', 'deadline'] as const).flatMap(kind => {
    const number = found.filter(one => one.about.kind === kind).length
    return number === 0 ? [] : [count(number, kind)]
  })
  return `${count(found.length, 'column')}: ${[...own, ...counted].join(', ')}. “--columns” lists them.`
}

/** For which days a query speaks, in a line. */
export const daysInWords = ({ speaksFrom, speaksTo }: WrittenSql, { asOf }: SqlRequest): string => {
  const from = speaksFrom === undefined ? 'any day' : `days from ${dateInWords(speaksFrom)}`
  const to = speaksTo === undefined ? ' on' : ` to ${dateInWords(speaksTo)}`
  const isAlways = speaksFrom === undefined && speaksTo === undefined
  const asked =
    asOf === 'today' ? 'the day on which it runs; outside these days the status is out-of-date' : dateInWords(asOf)
  return `It speaks for ${from}${isAlways ? '' : to}, and asks about ${asked}.`
}
