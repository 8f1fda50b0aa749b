import { type Authority, type DecisionDefinition, isCivilDate } from '@virtual-school/rules'
import { capital, type Rules, sentence, stop } from '@virtual-school/rules/internal'
import { bearingMeanings, dateInWords } from '@virtual-school/rules/words'
import { isInForce } from '../held/in-force.ts'
import { addressOf } from '../html/addresses.ts'
import { cacheFor, type FieldError, renderPage } from '../html/page.ts'
import { problemPage } from '../html/problem.ts'
import type { Tools, Visit } from '../html/route.ts'
import type { PageReply } from '../parts.ts'
import { rulesWords } from '../words/rules.ts'
import { columnStarts, layOut } from './layout.ts'
import { type Step, type Way, waysTo } from './steps.ts'

/** One question: its answers, and which facts lead to which of them for a council and a day. */
export const questionPageOf = ({ service }: Tools, { params, query, visitor }: Visit): PageReply => {
  const { rules } = service
  const { rulebook } = rules
  const decision = rulebook.decisions.get(params.id ?? '')
  if (decision === undefined) return problemPage(service, 'not-found')
  const { authority, day, errors } = readChoice(rules, query, service.today())
  const inForce = authority.rules.filter(one => one.events.has(decision.id) && isInForce(one, day))
  const ways = waysTo({ rulebook, authority }, decision, inForce)
  return renderPage(service, {
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
      answers: answersOf(decision),
      requirements: decision.requirements.map(one => sentence(one.title)),
      about: rulesWords.drawingFor(authority.name, dateInWords(day)),
      councils: rules.authorities.map(({ id, name }) => ({ value: id, text: name })),
      council: authority.id,
      day: errors.length > 0 ? query.get('day') : day,
      drawing: drawingOf(decision, ways),
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
      : [{ field: 'council', text: rulesWords.notOffered(rulesWords.council) }]),
    ...(isDay ? [] : [{ field: 'day', text: rulesWords.realDay(rulesWords.drawingDay) }]),
  ]
  return {
    authority: authority ?? rulebook.authorities.get(rulebook.national)!,
    day: typed.day === '' || !isDay ? today : typed.day,
    errors,
  }
}

const answersOf = ({ form, answers }: DecisionDefinition) =>
  answers.map(({ summary }, i) => {
    const whens = rulesWords.isEach[form]
    const when = form === 'classify' && i < answers.length - 1 ? whens[0] : whens[form === 'classify' ? 1 : i]
    return { summary: capital(summary), when: stop(when!) }
  })

const drawingOf = ({ form, question }: DecisionDefinition, ways: readonly Way[]) => {
  const heads = [rulesWords.facts, rulesWords.steps[form], rulesWords.answersColumn]
  return {
    ...layOut(ways, rulesWords.always),
    about: rulesWords.drawingOf(question),
    heads: heads.map((text, i) => ({ text, x: columnStarts[i]! })),
  }
}

const describeWay = ({ steps, exits }: Way) => ({
  exits: exits.map(({ answer, when }) => ({ answer: stop(answer), when: capital(stop(when)) })),
  steps: steps.map(describeStep),
})

const describeStep = ({ title, facts, rules, met }: Step) => ({
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
