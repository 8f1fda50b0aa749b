import type { Decision } from '../evaluate/decision.ts'
import { listTraceEvents, type TraceEvent } from '../evaluate/trace/events.ts'

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()

/** The rules whose event has these parameters, true or not: those that could have made an entry that is absent. */
export const rulesThatMake = (decision: Decision, type: string, params: TraceEvent['params']): readonly string[] =>
  distinct(
    (decision.trace?.rules ?? [])
      .filter(rule =>
        listTraceEvents(rule).some(
          event => event.type === type && Object.entries(params).every(([name, value]) => event.params[name] === value),
        ),
      )
      .map(rule => rule.name),
  )

/** The rules that the answer rests on: what is unmet, else what applies, else what concludes it. */
export const rulesBehindAnswer = (decision: Decision): readonly string[] => {
  const applying = decision.requirements.filter(one => one.applies === 'yes')
  const unmet = applying.filter(one => one.status === 'unmet')
  if (applying.length > 0) return distinct((unmet.length > 0 ? unmet : applying).flatMap(one => one.because))
  const concluding = (decision.trace?.rules ?? []).filter(
    rule =>
      rule.truth === 'true' &&
      listTraceEvents(rule).some(event => event.type === 'conclude' && event.params.answer === decision.answer),
  )
  if (concluding.length > 0) return distinct(concluding.map(rule => rule.name))
  const items = Object.values(decision.lists).flat()
  return distinct(items.filter(one => one.status === 'applies').flatMap(one => one.because))
}
