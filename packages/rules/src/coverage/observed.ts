import type { Rulebook } from '../compile/rulebook.ts'
import type { Decision, Trace, TraceCondition, TraceRule } from '../evaluate/decision.ts'
import { listTraceEvents } from '../evaluate/trace/events.ts'
import type { TestedPart } from './coverage-report.ts'

/** Things seen in traces, each as a key that what could be seen is looked up by. */
export type Observed = ReadonlySet<string>

const key = (...parts: readonly unknown[]): string => JSON.stringify(parts)
const partKey = (part: TestedPart): readonly unknown[] =>
  'condition' in part ? [part.condition] : [part.fact, part.operator, part.value]

interface Edition {
  readonly name: string
  readonly effective: { readonly from: string | null }
}

/** The keys of what can be seen. `place` is where a test stands, in the words of `places`. */
export const observations = {
  inForce: ({ name, effective }: Edition) => key('in force', name, effective.from),
  rule: ({ name, effective }: Edition, truth: string) => key('rule', name, effective.from, truth),
  side: (place: string, part: TestedPart, truth: string) => key('side', place, ...partKey(part), truth),
  requirement: (decision: string, authority: string, requirement: string, truth: string) =>
    key('requirement', decision, authority, requirement, truth),
  answer: (decision: string, authority: string, answer: string) => key('answer', decision, authority, answer),
} as const

/** Where a test can stand, so that the same place has the same name in the rulebook and in a trace. */
export const places = {
  rule: (name: string) => `rule ${name}`,
  requirement: (decision: string, id: string) => `requirement ${id} of ${decision}`,
  definition: (authority: string, name: string) => `definition ${name} of ${authority}`,
  fact: (name: string) => `fact ${name}`,
} as const

/** Everything that decisions and their traces show. Reads what the evaluation found and works out no truth itself. */
export const collectObservations = (rulebook: Rulebook, decisions: readonly Decision[]): Observed => {
  const seen = new Set<string>()
  for (const decision of decisions) {
    const { authority, answer, trace } = decision
    if (answer !== null) seen.add(observations.answer(decision.decision, authority, answer))
    if (trace === null) continue
    for (const rule of trace.rules) addRule(seen, decision.decision, rule, trace)
    for (const [place, condition] of listConditions(rulebook, decision, trace)) addSides(seen, place, condition)
  }
  return seen
}

/** A rule that is not in force is not seen to be false: nothing was asked of it. */
const addRule = (seen: Set<string>, decision: string, rule: TraceRule, trace: Trace): void => {
  if (rule.inForce === 'false') return
  if (rule.inForce === 'true') seen.add(observations.inForce(rule))
  seen.add(observations.rule(rule, rule.truth))
  if (rule.truth !== 'true') return
  for (const { type, params } of listTraceEvents(rule)) {
    if (type !== 'require') continue
    const requirement = String(params.requirement)
    seen.add(observations.requirement(decision, rule.layer, requirement, trace.requirements[requirement]!.truth))
  }
}

/** Every condition of a trace with the place where it stands. */
const listConditions = (rulebook: Rulebook, decision: Decision, trace: Trace): readonly [string, TraceCondition][] => {
  const { national, authorities } = rulebook
  const ownerOf = (name: string) => (authorities.get(national)!.definitions.has(name) ? national : decision.authority)
  return [
    ...trace.rules.flatMap((rule): [string, TraceCondition][] =>
      rule.conditions === undefined ? [] : [[places.rule(rule.name), rule.conditions]],
    ),
    ...Object.entries(trace.requirements).map(([id, { test }]): [string, TraceCondition] => [
      places.requirement(decision.decision, id),
      test,
    ]),
    ...Object.entries(trace.definitions).map(([name, { conditions }]): [string, TraceCondition] => [
      places.definition(ownerOf(name), name),
      conditions,
    ]),
    ...Object.entries(trace.facts).flatMap(([name, { derivation = [] }]) =>
      derivation.map(({ when }): [string, TraceCondition] => [places.fact(name), when]),
    ),
  ]
}

const addSides = (seen: Set<string>, place: string, at: TraceCondition): void => {
  if ('all' in at) for (const member of at.all) addSides(seen, place, member)
  else if ('any' in at) for (const member of at.any) addSides(seen, place, member)
  else if ('not' in at) addSides(seen, place, at.not)
  else seen.add(observations.side(place, at as TestedPart, at.truth))
}
