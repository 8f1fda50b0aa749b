import { type Authority, type Force, forces, type Rule, type RuleEvent } from '@virtual-school/rules'
import { plusDays } from '@virtual-school/rules/internal'
import { dateInWords, forceWords } from '@virtual-school/rules/words'
import type { MutantKind } from './mutant.ts'

/** Moves a rule’s first and last day, each a day earlier and a day later. */
export const dateSteps = (authority: Authority, rule: Rule): readonly Step[] =>
  (['firstDay', 'lastDay'] as const).flatMap(member => {
    const day = rule[member]
    if (day === null) return []
    const [name, words] = member === 'firstDay' ? ['from', 'first day'] : ['to', 'last day']
    return [-1, 1].flatMap((step): Step[] => {
      const other = plusDays(day, step)
      const by = { ...rule, [member]: other }
      if (isRefused(authority, rule, by)) return []
      return [
        {
          at: `/effective/${name}`,
          code: `${name}=${other}`,
          kind: 'date',
          words: `with its ${words} ${dateInWords(day)} made ${dateInWords(other)}`,
          rule: by,
        },
      ]
    })
  })

/** Days in the wrong order, or within another edition’s time, would be refused: no scenario is needed against them. */
const isRefused = (authority: Authority, rule: Rule, { firstDay, lastDay, name }: Rule): boolean => {
  const last = lastDay ?? '9999-12-31'
  if (firstDay! > last) return true
  return authority.rules.some(
    other =>
      other !== rule &&
      other.name === name &&
      other.firstDay !== null &&
      other.firstDay <= last &&
      firstDay! <= (other.lastDay ?? '9999-12-31'),
  )
}

/** Changes a deadline’s term, to one less and one more. */
export const countSteps = (rule: Rule): readonly Step[] => {
  return listDeadlines(rule).flatMap(event =>
    [event.count - 1, event.count + 1]
      .filter(count => count >= 0)
      .map(count => ({
        at: '/event/params/count',
        code: `count=${count}`,
        kind: 'count' as const,
        words: `with its term of ${event.count} made ${count}`,
        rule: withTerm(rule, event, { ...event, count }),
      })),
  )
}

type DeadlineEvent = Extract<RuleEvent, { type: 'deadline' }>

/** Each deadline once, for however many questions it is. */
const listDeadlines = ({ events }: Rule): readonly DeadlineEvent[] => {
  const deadlines = [...events.values()].flat().flatMap(event => (event.type === 'deadline' ? [event] : []))
  return [...new Map(deadlines.map(event => [JSON.stringify(event), event])).values()]
}

/** The rule with another term in each question that has it. */
const withTerm = (rule: Rule, was: DeadlineEvent, is: DeadlineEvent): Rule => {
  const replaced = (event: RuleEvent) => (JSON.stringify(event) === JSON.stringify(was) ? is : event)
  return { ...rule, events: new Map([...rule.events].map(([decision, events]) => [decision, events.map(replaced)])) }
}

const forceNames: Readonly<Record<Force, string>> = { ...forceWords, 'local-offer': 'a local offer' }

/** Changes a rule’s force, to one place stronger and one weaker. */
export const forceSteps = (rule: Rule): readonly Step[] => {
  const place = forces.indexOf(rule.force)
  return [forces[place - 1], forces[place + 1]].flatMap((force): Step[] =>
    force === undefined
      ? []
      : [
          {
            at: '/force',
            code: `force=${force}`,
            kind: 'force',
            words: `with its force of ${forceNames[rule.force]} made ${forceNames[force]}`,
            rule: { ...rule, force },
          },
        ],
  )
}

/** A rule with one step changed, and that step in words. */
export interface Step {
  readonly at: string
  readonly code: string
  readonly kind: MutantKind
  readonly words: string
  readonly rule: Rule
}
