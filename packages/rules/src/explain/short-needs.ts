import type { ItemFinding, RequirementFinding } from '../evaluate/decision.ts'
import { capital, listed } from '../kernel/words.ts'
import { listTitle, verbPhrase } from '../wording/names.ts'
import { shortForceWords, timeWords } from '../wording/words.ts'
import type { Context } from './context.ts'
import { counted, fold, together } from './fold.ts'
import type { Entry, Section } from './layout.ts'

/** Each requirement that is not met, and each of which it is not known whether it is. */
export const needsSections = (context: Context): readonly Section[] => [
  { heading: 'Not met', entries: needs(context, 'unmet') },
  { heading: 'Not known to be met', entries: needs(context, 'unknown') },
]

const needs = ({ decision }: Context, status: RequirementFinding['status']): readonly Entry[] => {
  const found = decision.requirements.filter(one => one.status === status)
  return [true, false].flatMap(isSure =>
    together(
      isSure ? '' : 'If it applies',
      found
        .filter(one => (one.applies === 'yes') === isSure)
        .map(({ title, force }) => `${title} (${shortForceWords[force]})`),
    ),
  )
}

/** Requirements that a short account leaves out, as they are met. */
export const countFoldedNeeds = ({ decision }: Context): readonly string[] =>
  counted(decision.requirements.filter(one => one.status === 'met').length, 'thing met', 'things met')

const mostOffers = 3

/** One section a list: who does what, or what applies, an item a line; then what may apply. */
export const itemSections = (context: Context, rest: string): readonly Section[] =>
  inOrder(context).map(list => {
    const lines = linesOf(context, list)
    const duties = lines.filter(line => !line.isOffer)
    const offers = lines.filter(line => line.isOffer)
    return {
      heading: isOfParties(context, list) ? 'Who does what' : listTitle(context, list),
      entries: [
        ...sureEntries(duties.filter(line => line.isSure)),
        ...fold(
          offers.map(({ title }) => ({ text: title })),
          mostOffers,
          rest,
        ),
        ...possibleEntries(duties.filter(line => !line.isSure)),
      ],
    }
  })

/** Who does what comes first. */
const inOrder = (context: Context): readonly string[] =>
  Object.keys(context.decision.lists).sort((a, b) => Number(isOfParties(context, b)) - Number(isOfParties(context, a)))

const isOfParties = ({ rulebook }: Context, list: string): boolean => (rulebook.lists.get(list)?.verbs.length ?? 0) > 0

/** An item with whatever it does. */
interface Line {
  readonly title: string
  readonly part: string
  readonly isSure: boolean
  /** Something that a council offers, and nothing that has to be done. */
  readonly isOffer: boolean
}

/** An item a line, but those that do the same together: “the school; the child: to be told”. */
const sureEntries = (lines: readonly Line[]): readonly Entry[] =>
  [...new Set(lines.map(line => line.part))].flatMap(part => {
    const titles = lines.filter(line => line.part === part).map(line => line.title)
    if (part === '') return titles.map(text => ({ text }))
    return [{ lead: titles.join('; '), text: part }]
  })

/** What may apply, those with the same part together. */
const possibleEntries = (lines: readonly Line[]): readonly Entry[] =>
  [...new Set(lines.map(line => line.part))].map(part => ({
    lead: part.startsWith('may ') ? capital(part) : `Perhaps ${part}`.trim(),
    text: lines
      .filter(line => line.part === part)
      .map(line => line.title)
      .join('; '),
  }))

const linesOf = (context: Context, list: string): readonly Line[] => {
  const items = context.decision.lists[list] ?? []
  const isCollected = context.definition?.collects === list
  return [...new Set(items.map(one => one.item))].map(item => {
    const found = items.filter(one => one.item === item)
    const isSure = found.some(one => one.status === 'applies')
    const isOffer = !isCollected && found.every(one => one.force === 'local-offer' && one.verb === undefined)
    return { title: found[0]?.title ?? item, part: partInWords(context, list, found, isSure), isSure, isOffer }
  })
}

/** What an item does and when, each time once: “to agree and be told first; perhaps to be consulted”. */
const partInWords = (context: Context, list: string, found: readonly ItemFinding[], isSure: boolean): string => {
  const kindOf = ({ status, when = 'always' }: ItemFinding) =>
    `${isSure && status === 'possible' ? 'perhaps' : ''}|${timeWords[when]}`
  const parts = [...new Set(found.map(kindOf))].map(kind => {
    const [perhaps = '', time = ''] = kind.split('|')
    const verbs = found.filter(one => kindOf(one) === kind).flatMap(({ verb }) => verb ?? [])
    const said = verbsInWords(verbs.map(verb => verbPhrase(context, list, verb)))
    return [said.startsWith('may ') ? '' : perhaps, said, verbs.length === 0 ? (withoutVerb[time] ?? time) : time]
      .filter(Boolean)
      .join(' ')
  })
  return parts.filter(Boolean).join('; ')
}

/** When something happens that nobody in particular does: “a meeting: before it goes ahead”. */
const withoutVerb: Readonly<Record<string, string>> = { [timeWords.before]: 'before it goes ahead' }

/** “to agree and be told”: the “to” stands once. */
const verbsInWords = (phrases: readonly string[]): string => {
  const done = phrases.filter(phrase => phrase.startsWith('to ')).map(phrase => phrase.slice(3))
  const others = phrases.filter(phrase => !phrase.startsWith('to '))
  return listed([...(done.length === 0 ? [] : [`to ${listed(done, 'and')}`]), ...others], 'and')
}
