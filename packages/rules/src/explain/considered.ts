import type { TraceRule } from '../evaluate/decision.ts'
import { listTraceEvents, type TraceEvent } from '../evaluate/trace/events.ts'
import { dateInWords } from '../kernel/dates.ts'
import { listed } from '../kernel/words.ts'
import { daysInForce } from '../wording/names.ts'
import { forceWords } from '../wording/words.ts'
import type { Context } from './context.ts'
import type { Entry, Section } from './layout.ts'
import { listDeciding, ruleEntry } from './rule-entries.ts'

/** The rules of which no finding tells: exceptions that hold, what may yet apply, what did not, and what was not in force. */
export const consideredSections = (context: Context): readonly Section[] => {
  const { decision, trace } = context
  const rules = trace?.rules ?? []
  const named = namedByFindings(context)
  const untold = (truth: TraceRule['truth']) =>
    rules.filter(rule => rule.truth === truth && !named.has(rule.name) && !listTraceEvents(rule).some(isConclusion))
  return [
    { heading: 'Exceptions that apply', entries: untold('true').map(rule => ruleEntry(context, rule)) },
    { heading: 'Other rules that may apply', entries: untold('unknown').map(rule => ruleEntry(context, rule)) },
    {
      heading: 'Rules that did not apply',
      entries: rules
        .filter(rule => rule.truth === 'false' && rule.conditions !== undefined)
        .map(rule => failedEntry(context, rule)),
    },
    {
      heading: `Rules not in force on ${dateInWords(decision.asOf)}`,
      entries: rules.filter(rule => rule.conditions === undefined).map(rule => idleEntry(context, rule)),
    },
  ]
}

const isConclusion = ({ type }: TraceEvent): boolean => type === 'conclude'

const namedByFindings = ({ decision }: Context): ReadonlySet<string> =>
  new Set(
    [...decision.requirements, ...Object.values(decision.lists).flat(), ...decision.deadlines].flatMap(
      one => one.because,
    ),
  )

const failedEntry = (context: Context, rule: TraceRule): Entry => ({
  text: `“${rule.title}” did not apply: ${listed(listDeciding(context, rule), 'and')} (${rule.name}).`,
})

const idleEntry = (context: Context, rule: TraceRule): Entry => ({
  text: `“${rule.title}”: ${daysInForce(context, rule)} (${forceWords[rule.force]}; ${rule.name}).`,
})
