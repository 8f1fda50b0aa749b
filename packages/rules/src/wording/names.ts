import type { Rulebook } from '../compile/rulebook.ts'
import { dateInWords } from '../kernel/dates.ts'

/** The rules whose words are used. What they lack is called by its bare name: a decision may be older than they are. */
export interface Wordbook {
  readonly rulebook: Rulebook
}

/** The name of an authority: “Luton”. */
export const authorityName = ({ rulebook }: Wordbook, id: string): string => rulebook.authorities.get(id)?.name ?? id

/** The title of an item of a list. */
export const itemTitle = ({ rulebook }: Wordbook, list: string, item: string): string =>
  rulebook.lists.get(list)?.items.find(one => one.id === item)?.title ?? item

/** The title of a list. */
export const listTitle = ({ rulebook }: Wordbook, list: string): string => rulebook.lists.get(list)?.title ?? list

/** What a party does, as it stands after its name: “to be consulted”, “may advise”. */
export const verbPhrase = ({ rulebook }: Wordbook, list: string, verb: string): string => {
  const title = rulebook.lists.get(list)?.verbs.find(one => one.id === verb)?.title ?? verb
  return title.startsWith('may ') ? title : `to ${title}`
}

/** The title of what a deadline is for. */
export const deadlineTitle = ({ rulebook }: Wordbook, action: string): string =>
  rulebook.deadlines.get(action)?.title ?? action

/** The title of the party that must meet a deadline. */
export const roleTitle = ({ rulebook }: Wordbook, role: string): string =>
  [...rulebook.lists.values()]
    .filter(list => list.verbs.length > 0)
    .flatMap(list => list.items)
    .find(item => item.id === role)?.title ?? role.replaceAll('-', ' ')

/** Something with days on which it is in force. */
interface Dated {
  readonly effective: {
    readonly from: string | null
    readonly to?: string | undefined
    readonly clock?: string | undefined
    readonly inferred?: boolean | undefined
  }
}

/** The days on which something is in force, in words: “in force from September 2022 to 18 August 2024”; a month keeps its precision. */
export const daysInForce = ({ rulebook }: Wordbook, { effective: { from, to, clock, inferred } }: Dated): string => {
  if (from === null) return 'enacted or published, but with no date from which it is in force'
  const until = to === undefined ? '' : ` to ${dateInWords(to)}`
  const judgedBy = clock === undefined ? '' : `, judged by ${rulebook.factsByName.get(clock)?.label ?? clock}`
  return `in force from ${dateInWords(from)}${until}${inferred ? ' (a date inferred from what its text cites)' : ''}${judgedBy}`
}
