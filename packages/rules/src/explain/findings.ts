import type { DeadlineFinding, ItemFinding, RequirementFinding, TraceRule } from '../evaluate/decision.ts'
import { listTraceEvents } from '../evaluate/trace/events.ts'
import { dateInWords } from '../kernel/dates.ts'
import { capital, sentence, stop } from '../kernel/words.ts'
import { deadlineTitle, listTitle, roleTitle, verbPhrase } from '../wording/names.ts'
import { forceWords, timeWords } from '../wording/words.ts'
import { answerClause, type Context } from './context.ts'
import type { Entry, Section } from './layout.ts'
import { findReasons, reasonsInWords } from './reasons.ts'
import { ruleEntry, rulesBehind } from './rule-entries.ts'
import { councilEntries } from './texts.ts'

/** The answer in a sentence, and those that are still possible. */
export const answerSection = (context: Context): Section => {
  const { summary, answer, possibleAnswers } = context.decision
  const possible = possibleAnswers.map(one => `that ${answerClause(context, one)}`)
  return {
    heading: 'Answer',
    isProse: true,
    entries: [
      { text: stop(summary) },
      ...councilEntries(context),
      ...(answer === null ? [{ text: sentence(`it is still possible ${possible.join(', or ')}`) }] : []),
      ...(context.trace === null
        ? [
            {
              text: 'No trace was asked for. So this cannot say why each rule applies, nor what it cites; ask for the trace to see both.',
            },
          ]
        : []),
    ],
  }
}

/** For a decision that classifies: the rules that point to an answer. The first answer, in the decision’s order, is taken. */
export const conclusionsSection = (context: Context): Section => {
  const entries = (context.trace?.rules ?? [])
    .filter(rule => rule.truth !== 'false')
    .flatMap(rule =>
      listTraceEvents(rule)
        .filter(event => event.type === 'conclude')
        .map(event => conclusionEntry(context, rule, String(event.params.answer))),
    )
  return { heading: 'Rules that point to an answer', entries }
}

const conclusionEntry = (context: Context, rule: TraceRule, to: string): Entry => {
  const { answer } = context.decision
  const outranked =
    rule.truth === 'true' && answer !== null && answer !== to ? ' An answer that comes before it was taken.' : ''
  return {
    lead: rule.truth === 'true' ? 'Points to' : 'May point to',
    text: `“${capital(answerClause(context, to))}.”${outranked}`,
    under: [ruleEntry(context, rule)],
  }
}

const statusWords = { unmet: 'Not met', unknown: 'Not known', met: 'Met' } as const
const statuses = Object.keys(statusWords)

/** Every requirement; what is not met first. */
export const requirementsSection = (context: Context): Section => ({
  heading: 'Requirements',
  entries: [...context.decision.requirements]
    .sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status))
    .map(one => requirementEntry(context, one)),
})

const requirementEntry = (context: Context, one: RequirementFinding): Entry => ({
  lead: `${statusWords[one.status]}${one.applies === 'yes' ? '' : ', and it is not known whether it applies'}`,
  text: `${one.status === 'unknown' ? 'whether ' : ''}${one.title} (${forceWords[one.force]}).`,
  under: [...foundEntries(context, one), ...rulesBehind(context, one.because)],
})

/** What was found of a requirement, if that says more than its title does. */
const foundEntries = (context: Context, { id, title }: RequirementFinding): readonly Entry[] => {
  const test = context.trace?.requirements[id]?.test
  if (test === undefined) return []
  const reasons = findReasons(context, test)
  const words = reasonsInWords(reasons)
  return words === null || reasons.clauses.join() === title ? [] : [{ text: sentence(words) }]
}

/** One section a list, for lists that hold anything. */
export const listSections = (context: Context): readonly Section[] =>
  Object.entries(context.decision.lists).map(([list, items]) => ({
    heading: listTitle(context, list),
    entries: items.map(one => itemEntry(context, list, one)),
  }))

const itemEntry = (context: Context, list: string, one: ItemFinding): Entry => {
  const part = [one.verb && verbPhrase(context, list, one.verb), timeWords[one.when ?? 'always']].filter(Boolean)
  return {
    lead: one.status === 'applies' ? 'Applies' : 'May apply',
    text: `${one.title}${part.length === 0 ? '' : `, ${part.join(' ')}`} (${forceWords[one.force]}).`,
    under: rulesBehind(context, one.because),
  }
}

/** Every deadline, with how its date was counted and who must meet it. */
export const deadlinesSection = (context: Context): Section => ({
  heading: 'Deadlines',
  entries: context.decision.deadlines.map(one => deadlineEntry(context, one)),
})

const deadlineEntry = (context: Context, { action, status, date, role, basis, because }: DeadlineFinding): Entry => ({
  lead: status === 'applies' ? 'Applies' : 'May apply',
  text: `${deadlineTitle(context, action)}: ${date === null ? 'no date can be given' : `by ${dateInWords(date)}`}.`,
  under: [
    { lead: 'Basis', text: sentence(basis) },
    { lead: 'Falls to', text: stop(roleTitle(context, role)) },
    ...rulesBehind(context, because),
  ],
})
