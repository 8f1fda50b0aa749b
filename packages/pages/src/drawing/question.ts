import { type Authority, type DecisionDefinition, isCivilDate, listed } from '@virtual-school/rules'
import { capital, type Rules, sentence, stop } from '@virtual-school/rules/internal'
import { bearingMeanings, dateInWords } from '@virtual-school/rules/words'
import { addressOf } from '../html/addresses.ts'
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
  const { authority, day, errors } = readChoice(rules, query, service.today())
  const ways = waysTo({ rulebook, authority }, decision, day)
  return showPage(service, {
    view: 'rules/question',
    title: decision.question,
    section: 'rules',
    cache: cacheFor(visitor),
    errors,
    status: errors.length > 0 ? 400 : 200,
    visitor,
    model: {
      words: rulesWords,
      ask: `/ask/${decision.id}`,
      allRules: `/rules?question=${decision.id}`,
      answers: answersOf(rules, decision).map(({ answer, when }) => ({ answer, when: capital(stop(when)) })),
      requirements: decision.requirements.map(one => sentence(one.title)),
      about: rulesWords.drawingFor(authority.name, dateInWords(day)),
      councils: rules.authorities.map(({ id, name }) => ({ value: id, text: name })),
      council: authority.id,
      day: errors.length > 0 ? query.get('day') : day,
      clock: clockOf(rules, ways),
      drawing: drawingOf(rules, decision, ways),
      ways: ways.map(describeWay),
      hasSteps: ways.some(one => one.steps.length > 0),
      unheld: unheldOf(authority, decision.id, day),
    },
  })
}

const readChoice = ({ rulebook }: Rules, query: Visit['query'], today: string) => {
  const typed = { council: query.get('council'), day: query.get('day') }
  const authority = rulebook.authorities.get(typed.council)
  const isDay = typed.day === '' || isCivilDate(typed.day)
  const errors: readonly FieldError[] = [
    ...(typed.council === '' || authority !== undefined
      ? []
      : [{ field: 'council', text: rulesWords.notOffered.council }]),
    ...(isDay ? [] : [{ field: 'day', text: rulesWords.realDay }]),
  ]
  return {
    authority: authority ?? rulebook.authorities.get(rulebook.national)!,
    day: typed.day === '' || !isDay ? today : typed.day,
    errors,
  }
}

const drawingOf = (rules: Rules, decision: DecisionDefinition, ways: readonly Way[]) => {
  const heads = [rulesWords.facts, stepsTitle(rules, decision), rulesWords.answersColumn] as const
  return { ...layOut(ways, heads, rulesWords.always), about: rulesWords.drawingOf(decision.question) }
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
const unheldOf = ({ unmodelled }: Authority, question: string, day: string) =>
  unmodelled
    .filter(
      ({ decisions, firstDay, lastDay }) =>
        decisions.includes(question) && (firstDay ?? day) <= day && (lastDay ?? day) >= day,
    )
    .map(({ title, bears, reason, source }) => ({
      title: capital(stop(title)),
      text: `${bearingMeanings[bears]} ${stop(reason)}`,
      href: addressOf.source(source),
    }))
