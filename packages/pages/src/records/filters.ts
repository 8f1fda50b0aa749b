import { sentence } from '@virtual-school/rules'
import type { Tools } from '../html/route.ts'
import { recordWords } from '../words/records.ts'

/** What an address may narrow a list to: words of lists and days, nothing that anybody wrote about a child. */
const names = ['decision', 'authority', 'answer', 'type', 'from', 'to', 'realm', 'cursor'] as const
/** The filters of a list, as they were chosen. */
export type Filters = Partial<Record<(typeof names)[number], string>>

/** What is shown if nobody says: answers, without what was done about them. */
const usualType = 'evaluated'
const everyType = 'all'

/** The filters in the query of an address. Those that were left empty are left out. */
export const readFilters = (search: string): Filters => {
  const query = new URLSearchParams(search)
  const given = names.map(name => [name, query.get(name)?.trim() ?? ''] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** The query that the records are asked. */
export const queryOf = ({ type = usualType, ...filters }: Filters): Filters =>
  type === everyType ? filters : { ...filters, type }

/** The address of the same list from another place. */
export const searchOf = (filters: Filters, cursor: string): string =>
  `?${new URLSearchParams({ ...filters, cursor }).toString()}`

const all = { value: '', text: recordWords.any }

/** The choices of each filter, with what was chosen. */
export const filterItems = ({ service }: Tools, filters: Filters, realms: readonly string[]) => {
  const { rulebook } = service.rules
  const chosen = (value: string | undefined, items: readonly { readonly value: string; readonly text: string }[]) =>
    items.map(item => ({ ...item, selected: item.value === (value ?? '') }))
  const question = rulebook.decisions.get(filters.decision ?? '')
  return {
    questions: chosen(filters.decision, [
      all,
      ...[...rulebook.decisions.values()].map(one => ({ value: one.id, text: one.question })),
    ]),
    councils: chosen(filters.authority, [
      all,
      ...[...rulebook.authorities.values()].map(one => ({ value: one.id, text: one.name })),
    ]),
    answers:
      question &&
      chosen(filters.answer, [
        all,
        ...question.answers.map(({ id, summary }) => ({ value: id, text: sentence(summary) })),
      ]),
    kinds: chosen(filters.type ?? usualType, [
      { value: everyType, text: recordWords.any },
      ...Object.entries(recordWords.types).map(([value, text]) => ({ value, text })),
    ]),
    // Whoever sees one realm alone has nothing to choose.
    realms: realms.length > 1 && chosen(filters.realm, [all, ...realms.map(one => ({ value: one, text: one }))]),
    from: filters.from,
    to: filters.to,
    isNarrowed: names.some(name => name !== 'cursor' && filters[name] !== undefined),
  }
}
