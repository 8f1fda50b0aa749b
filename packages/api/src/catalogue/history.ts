import { canonicalJson, dateInWords, listed, type Rule } from '@virtual-school/rules'

/** What an edition may change, and how that is said. Its days are told apart from these. */
const members = {
  title: 'its title',
  decision: 'the question that it bears on',
  force: 'how binding it is',
  clock: 'the date that it is counted by',
  inferred: 'whether its days are inferred',
  exceptionTo: 'which rules it is an exception to',
  conditions: 'when it holds',
  event: 'what follows where it holds',
  citations: 'what it cites',
  cautions: 'what it warns of',
  note: 'its note',
} as const
type Member = keyof typeof members
const names = Object.keys(members) as readonly Member[]

const memberOf = ({ effective, ...rest }: Rule, name: Member): unknown =>
  name === 'clock' || name === 'inferred' ? effective[name] : rest[name]

const isSame = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b])

const changesBetween = (before: Rule, after: Rule) =>
  names
    .map(member => ({ member, before: memberOf(before, member) ?? null, after: memberOf(after, member) ?? null }))
    .filter(change => !isSame(change.before, change.after))

const daysOf = ({ firstDay, lastDay }: Rule): string => {
  if (firstDay === null) return 'Not yet in force'
  const from = `In force from ${dateInWords(firstDay)}`
  return lastDay === null ? from : `${from} to ${dateInWords(lastDay)}`
}

const changesInWords = (changed: readonly Member[]): string =>
  changed.length === 0
    ? 'Nothing changed but the days.'
    : `Changed: ${listed(
        changed.map(member => members[member]),
        'and',
      )}.`

/** The editions of one rule in their order, and what each changed in the one before it. */
export const historyOf = (editions: readonly Rule[]) =>
  editions.map((edition, index) => {
    const before = editions[index - 1]
    const changes = before === undefined ? [] : changesBetween(before, edition)
    const words = before === undefined ? 'The first edition held.' : changesInWords(changes.map(one => one.member))
    const { firstDay, lastDay } = edition
    return { firstDay, lastDay, inWords: `${daysOf(edition)}. ${words}`, changes }
  })
