import { type Authority, type DecisionDefinition, listed } from '@virtual-school/rules'
import { capital, type Rules, sentence, stop } from '@virtual-school/rules/internal'
import { bearingMeanings, dateInWords } from '@virtual-school/rules/words'
import { sourceWithPublisher } from '../held/publishers.ts'
import { addressOf } from '../html/addresses.ts'
import { dayItems, queriedDay, shownDay } from '../html/days.ts'
import { cacheFor, type FieldError, showPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { layOut } from './layout.ts'
import { answersOf, stepsTitle, type Way, type WayStep, waysTo } from './steps.ts'

/** One question: its answers, and which facts lead to which of them for a council and a day. */
export const questionPageOf = ({ service }: Tools, { params, query, visitor }: Visit): PageReply => {
  const { rules } = service
  const { rulebook } = rules
  const decision = rulebook.decisions.get(params.id ?? '')
  if (decision === undefined) return problemPage(service, 'not-found')
  const { authority, day, shown, errors } = readChoice(rules, query, service.today())
  const ways = waysTo({ rulebook, authority }, decision, day)
  return showPage(service, {
    view: 'rules/question',
    title: decision.question,
    section: 'rules',
    cache: cacheFor(visitor),
    errors,
    visitor,
    model: {
      words: rulesWords,
      ask: `/ask/${decision.id}`,
      allRules: `/rules?question=${decision.id}`,
      answers: answersOf(rules, decision).map(({ answer, when }) => ({ answer, when: capital(stop(when)) })),
      requirements: decision.requirements.map(one => sentence(one.title)),
      about: rulesWords.drawingFor(whoseRules(rules, authority), dateInWords(day)),
      councils: rules.authorities.map(({ id, name }) => ({ value: id, text: name })),
      council: authority.id,
      dayItems: dayItems('on', shown, errors),
      clock: clockOf(rules, ways),
      drawing: drawingOf(rules, decision, ways, day),
      ways: ways.map(describeWay),
      hasSteps: ways.some(one => one.steps.length > 0),
      unheld: unheldOf(rulebook, authority, decision.id, day),
    },
  })
}

const readChoice = ({ rulebook }: Rules, query: Visit['query'], today: string) => {
  const council = query.get('council')
  const authority = rulebook.authorities.get(council)
  const { day, shown, errors: dayErrors } = queriedDay(query)
  const errors: readonly FieldError[] = [
    ...(council === '' || authority !== undefined ? [] : [{ field: 'council', text: rulesWords.notOffered.council }]),
    ...dayErrors,
  ]
  return {
    authority: authority ?? rulebook.authorities.get(rulebook.national)!,
    day: day === '' ? today : day,
    shown: day === '' && dayErrors.length === 0 ? shownDay(today) : shown,
    errors,
  }
}

/** Whose rules are drawn: those of a council stand beside the national ones. */
const whoseRules = ({ rulebook }: Rules, { id, name }: Authority): string =>
  id === rulebook.national ? name : listed([rulebook.authorities.get(rulebook.national)!.name, name], 'and')

const drawingOf = (rules: Rules, decision: DecisionDefinition, ways: readonly Way[], day: string) => {
  // One rule by itself, or all of the question on this day.
  const hrefOf = ({ rules: [first, ...others] }: WayStep): string =>
    first !== undefined && others.length === 0 ? addressOf.rule(first) : `/rules?question=${decision.id}&day=${day}`
  const heads = [rulesWords.facts, stepsTitle(rules, decision), rulesWords.answersColumn] as const
  return {
    ...layOut(ways, heads, { always: rulesWords.always, hrefOf }),
    about: rulesWords.drawingOf(decision.question),
  }
}

/** What the days are called by which editions of the rules that are drawn are chosen, if it is not the day of asking. */
const clockOf = ({ rulebook }: Rules, ways: readonly Way[]): string | undefined => {
  const names = ways.flatMap(way => way.steps.flatMap(step => step.rules.flatMap(one => one.effective.clock ?? [])))
  const labels = [...new Set(names)].map(name => rulebook.factsByName.get(name)!.label)
  return labels.length === 0 ? undefined : rulesWords.drawingClock(listed(labels, 'and'))
}

const describeWay = ({ steps, exits }: Way) => ({
  exits: exits.map(({ answer, when }) => ({ answer: stop(answer), when: capital(stop(when)) })),
  steps: steps.map(describeStep),
})

const describeStep = ({ title, facts, rules, met }: WayStep) => ({
  title,
  facts: facts.length === 0 ? [rulesWords.always] : facts,
  met: met?.parts === undefined ? undefined : met,
  rules: rules.map(one => ({ text: one.title, href: addressOf.rule(one) })),
})

/** The texts that bear on a question on a day and of which no rule is made. */
const unheldOf = ({ sources }: Rules['rulebook'], { unmodelled }: Authority, question: string, day: string) =>
  unmodelled
    .filter(
      ({ decisions, firstDay, lastDay }) =>
        decisions.includes(question) && (firstDay ?? day) <= day && (lastDay ?? day) >= day,
    )
    .map(({ title, bears, reason, source }) => ({
      title: capital(stop(title)),
      text: `${bearingMeanings[bears]} ${stop(reason)}`,
      href: addressOf.source(source),
      source: sourceWithPublisher(sources.get(source)!),
    }))
