import type { Rule } from '@virtual-school/rules'
import { capital, type Rules } from '@virtual-school/rules/internal'
import { authorityName, daysInForce, forceWords } from '@virtual-school/rules/words'
import { addressOf } from '../html/addresses.ts'
import { dayItems } from '../html/days.ts'
import { cacheFor, showPage } from '../html/page.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { type Filters, filterQuery, filterRules, listChoices, readFilters, ruleFilters } from './filters.ts'

/** How many rules a page lists. */
const pageSize = 30

/** The rules by council, question, force, source and day, some dozens a page. */
export const rulesPage = ({ service }: Tools, { query, visitor }: Visit): PageReply => {
  const { rules } = service
  const choices = listChoices(rules)
  const { filters, shownDay, errors } = readFilters(query, choices)
  const found = errors.length > 0 ? [] : inOrder(rules, filterRules(rules, filters))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = pageNumber(query.get('page'), pages)
  const isChosen = Object.values(filters).some(one => one !== '')
  return showPage(service, {
    view: 'rules/list',
    title: rulesWords.title,
    section: 'rules',
    cache: cacheFor(visitor),
    errors,
    visitor,
    model: {
      words: rulesWords,
      selects: ruleFilters.map(name => ({
        name,
        label: rulesWords[name],
        value: filters[name],
        items: [{ value: '', text: rulesWords.every }, ...choices[name]],
      })),
      dayItems: dayItems('on', shownDay, errors),
      isChosen,
      count: errors.length > 0 ? undefined : rulesWords.count(found.length),
      groups: groupByQuestion(rules, filters, found.slice((page - 1) * pageSize, page * pageSize)),
      paging: pagingOf(filters, page, pages),
    },
  })
}

const pageNumber = (typed: string, pages: number): number => {
  const page = /^\d{1,4}$/.test(typed) ? Number(typed) : 1
  return Math.min(Math.max(page, 1), pages)
}

const pagingOf = (filters: Filters, page: number, pages: number) =>
  pages === 1
    ? undefined
    : {
        about: rulesWords.ofPages(page, pages),
        previous: page > 1 ? `/rules${filterQuery(filters, page - 1)}` : undefined,
        next: page < pages ? `/rules${filterQuery(filters, page + 1)}` : undefined,
      }

/** The editions of one name. */
type Editions = readonly Rule[]

/** By question, then council, then as the author wrote them. */
const inOrder = ({ decisions, authorities }: Rules, rules: readonly Rule[]): readonly Editions[] => {
  const byName = new Map<string, Rule[]>()
  for (const rule of rules) byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule])
  const questions = decisions.map(({ id }) => id)
  const councils = authorities.map(({ id }) => id)
  const key = ({ events, layer }: Rule) => questions.indexOf(firstQuestion(events)) * 1000 + councils.indexOf(layer)
  return [...byName.values()].sort((a, b) => key(a[0]!) - key(b[0]!))
}

const firstQuestion = (events: Rule['events']): string => [...events.keys()][0] ?? ''

const groupByQuestion = (rules: Rules, { question }: Filters, listed: readonly Editions[]) => {
  const groups = new Map<string, Editions[]>()
  for (const editions of listed) {
    const id = question === '' ? firstQuestion(editions[0]!.events) : question
    groups.set(id, [...(groups.get(id) ?? []), editions])
  }
  return [...groups].map(([id, members]) => ({
    heading: rules.rulebook.decisions.get(id)!.question,
    href: addressOf.question(id),
    rules: members.map(editions => lineOf(rules, editions)),
  }))
}

const lineOf = (rules: Rules, editions: Editions) => {
  const latest = editions.at(-1)!
  return {
    title: latest.title,
    href: addressOf.rule(latest),
    facts: [
      authorityName(rules, latest.layer),
      capital(forceWords[latest.force]),
      capital(daysInForce(rules, latest)),
      ...(editions.length === 1 ? [] : [rulesWords.editions(editions.length)]),
    ],
  }
}
