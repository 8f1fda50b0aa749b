import type { Source } from '@virtual-school/rules'
import { entryMeanings } from '@virtual-school/rules/words'
import type { ListedEntry } from '../held/places.ts'
import { addressOf } from '../html/addresses.ts'
import type { Form } from '../html/forms.ts'
import { rulesWords } from '../words/rules.ts'

type Entry = Pick<ListedEntry, 'entry'>

const entryKinds = [...entryMeanings.keys()]
const sides = ['yes', 'no'] as const

/** Whether a sentence is in the rules. What offers a service is, if a rule was made of that. */
const isInRules = ({ entry }: Entry): boolean => entry.class === 'rule' || (entry.rules ?? []).length > 0

const isOn = (entry: Entry, side: (typeof sides)[number]): boolean => isInRules(entry) === (side === 'yes')

/** What became of a sentence: whether it is in the rules, and why not. */
export const entryMeaningOf = (one: Entry): string => {
  const { class: kind } = one.entry
  const meaning = entryMeanings.get(kind)!
  if (isInRules(one)) return kind === 'rule' ? meaning : `${rulesWords.isIn} ${meaning}`
  return kind === 'not-modelled' ? meaning : `${rulesWords.isNotIn} ${meaning}`
}

/** Those that an address asks for: what became of them (`became`), and whether they are in the rules (`in`). */
export const narrowEntries = (entries: readonly ListedEntry[], query: Form): readonly ListedEntry[] => {
  const kind = entryKinds.find(one => one === query.get('became'))
  const side = sides.find(one => one === query.get('in'))
  return entries.filter(
    one => (kind === undefined || one.entry.class === kind) && (side === undefined || isOn(one, side)),
  )
}

/** How many sentences are in the rules and how many are not, with what became of them and a link to those alone. */
export const sidesOf = (entries: readonly ListedEntry[], { id }: Pick<Source, 'id'>) =>
  sides.map(side => {
    const members = entries.filter(one => isOn(one, side))
    return {
      heading: side === 'yes' ? rulesWords.inRules(members.length) : rulesWords.notInRules(members.length),
      counts: entryKinds.flatMap(kind => {
        const count = members.filter(one => one.entry.class === kind).length
        const words = side === 'no' && kind === 'not-modelled' ? rulesWords.otherReason : entryMeanings.get(kind)!
        return count === 0 ? [] : [{ count, words, href: `${addressOf.source(id)}?became=${kind}&in=${side}` }]
      }),
    }
  })
