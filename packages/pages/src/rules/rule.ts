import type { Rule } from '@virtual-school/rules'
import { capital, stop } from '@virtual-school/rules/internal'
import { authorityName, dateInWords, ruleInWords } from '@virtual-school/rules/words'
import { editionOn, isInForceOn } from '../held/in-force.ts'
import { cacheFor, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { describeEdition } from './edition.ts'
import { casesThatTry, type TriedCase } from './scenarios.ts'
import { drawTimeline } from './timeline.ts'

/** One rule: the edition of today in full, the others folded, and the cases that try it. */
export const oneRulePage = async ({ service }: Tools, { params, visitor }: Visit): Promise<PageReply> => {
  const { rules } = service
  // A name is of one council alone, so it is enough.
  const council = params.council ?? rules.rules.find(one => one.name === params.name)?.layer ?? ''
  const authority = rules.rulebook.authorities.get(council)
  const editions = authority?.rules.filter(one => one.name === params.name && one.layer === authority.id) ?? []
  if (authority === undefined || editions.length === 0) return problemPage(service, 'not-found')
  const today = service.today()
  const shown = editionOn(editions, today)
  const whole = await service.wholeRules()
  const book = { rulebook: rules.rulebook, authority }
  const describe = (rule: Rule) => describeEdition(book, rule, whole ?? rules)
  return showPage(service, {
    view: 'rules/rule',
    title: shown.title,
    section: 'rules',
    // It says which edition is in force today, and is asked for anew each time.
    cache: cacheFor(visitor),
    visitor,
    model: {
      words: rulesWords,
      caption: rulesWords.caption(authority.name),
      shown: describe(shown),
      others: editions.filter(one => one !== shown).map(describe),
      rows: editions.map(one => ({
        days: capital(stop(ruleInWords(book, one).inForce)),
        title: one.title,
        state: rulesWords.states[stateOn(one, today)],
      })),
      timeline: drawTimeline(editions, today),
      cases: whole && describeCases(whole, await casesThatTry(whole, shown.name, questionsOf(editions))),
    },
  })
}

const questionsOf = (editions: readonly Rule[]): readonly string[] => [
  ...new Set(editions.flatMap(one => [...one.events.keys()])),
]

const stateOn = (rule: Rule, day: string): keyof typeof rulesWords.states => {
  if (rule.firstDay === null) return 'never'
  if (isInForceOn(rule, day)) return 'now'
  return rule.firstDay > day ? 'later' : 'ended'
}

/** How many cases of a kind are listed. */
const mostCases = 10

const describeCases = (
  whole: Parameters<typeof authorityName>[0],
  { holds, others }: Awaited<ReturnType<typeof casesThatTry>>,
) => {
  const group = (heading: string, cases: readonly TriedCase[]) => ({
    heading,
    cases: cases.slice(0, mostCases).map(({ name, authority, asOf, summary }) => ({
      name,
      summary,
      about: rulesWords.onDay(authorityName(whole, authority), dateInWords(asOf)),
    })),
    more: cases.length > mostCases ? rulesWords.moreCases(cases.length - mostCases) : undefined,
  })
  const count = holds.length + others.length
  return {
    about: count === 0 ? rulesWords.noScenarios : rulesWords.scenariosAbout(count),
    groups: [
      ...(holds.length > 0 ? [group(rulesWords.holdsIn(holds.length), holds)] : []),
      ...(others.length > 0 ? [group(rulesWords.notIn(others.length), others)] : []),
    ],
  }
}
