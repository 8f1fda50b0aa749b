import { forces } from '@virtual-school/rules'
import { capital, type Rules } from '@virtual-school/rules/internal'
import { forceWords } from '@virtual-school/rules/words'
import { isInForceOn } from '../held/in-force.ts'
import { sourceWithPublisher } from '../held/publishers.ts'
import { queriedDay } from '../html/days.ts'
import type { Form } from '../html/forms.ts'
import type { FieldError } from '../html/page.ts'
import { rulesWords } from '../words/rules.ts'

/** The names of the filters, which are also those of their fields. */
export const ruleFilters = ['council', 'question', 'force', 'source'] as const
/** A member of `ruleFilters`. */
export type FilterName = (typeof ruleFilters)[number]

/** A choice as a select shows it. */
export interface FilterChoice {
  readonly value: string
  readonly text: string
}

/** What each filter can be. */
export type Choices = Readonly<Record<FilterName, readonly FilterChoice[]>>

/** What was chosen; a filter that is empty lets everything through. */
export type Filters = Readonly<Record<FilterName | 'day', string>>

/** The councils, questions, forces and cited sources of some rules. */
export const listChoices = ({ authorities, decisions, sources, rules }: Rules): Choices => {
  const cited = new Set(rules.flatMap(one => one.citations.map(({ source }) => source)))
  const used = new Set(rules.map(one => one.force))
  return {
    council: authorities.map(({ id, name }) => ({ value: id, text: name })),
    question: decisions.map(({ id, question }) => ({ value: id, text: question })),
    force: forces.filter(one => used.has(one)).map(value => ({ value, text: capital(forceWords[value]) })),
    source: sources.filter(({ id }) => cited.has(id)).map(one => ({ value: one.id, text: sourceWithPublisher(one) })),
  }
}

/** What was chosen, and what of it cannot be. Whatever else stands in the address is not looked at. */
export const readFilters = (
  query: Form,
  choices: Choices,
): {
  readonly filters: Filters
  /** The day as its fields show it. */
  readonly shownDay: ReturnType<typeof queriedDay>['shown']
  readonly errors: readonly FieldError[]
} => {
  const { day, shown, errors } = queriedDay(query)
  const unknown = ruleFilters.filter(name => {
    const chosen = query.get(name)
    return chosen !== '' && !choices[name].some(one => one.value === chosen)
  })
  const get = (name: FilterName): string => (unknown.includes(name) ? '' : query.get(name))
  return {
    filters: {
      council: get('council'),
      question: get('question'),
      force: get('force'),
      source: get('source'),
      day,
    },
    shownDay: shown,
    errors: [...unknown.map(name => ({ field: name, text: rulesWords.notOffered[name] })), ...errors],
  }
}

/** The rules that pass every filter. */
export const filterRules = ({ rules }: Rules, { council, question, force, source, day }: Filters): Rules['rules'] =>
  rules.filter(
    rule =>
      (council === '' || rule.layer === council) &&
      (question === '' || rule.events.has(question)) &&
      (force === '' || rule.force === force) &&
      (source === '' || rule.citations.some(one => one.source === source)) &&
      (day === '' || isInForceOn(rule, day)),
  )

/** The filters as the end of an address, and a page if it is not the first. */
export const filterQuery = (filters: Filters, page = 1): string => {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''))
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '' : `?${query}`
}
