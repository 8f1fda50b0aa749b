import type { Trace, TraceCondition, TraceFact, TraceRule, TraceText } from '../evaluate/decision.ts'
import type { TruthWord } from '../kernel/truth.ts'
import type { Scalar } from '../language/values.ts'

/** What is put in the place of everything in a trace that hangs on the facts; asked in the order of the trace’s text. */
export interface Replacement {
  readonly truth: (was: TruthWord) => TruthWord
  /** The value that a test found. */
  readonly found: (fact: string, was: Scalar | null) => Scalar | null
  /** An entry’s value and where it is from. */
  readonly entry: (fact: string, was: TraceFact) => Pick<TraceFact, 'value' | 'from'>
}

/** A copy of a trace with what hangs on the facts replaced, its members in the same order. */
export const withReplaced = (trace: Trace, by: Replacement): Trace => ({
  facts: mapped(trace.facts, (fact, name) => factWith(name, fact, by)),
  definitions: mapped(trace.definitions, one => ({
    ...one,
    truth: by.truth(one.truth),
    conditions: conditionWith(one.conditions, by),
  })),
  requirements: mapped(trace.requirements, one => ({
    ...one,
    truth: by.truth(one.truth),
    test: conditionWith(one.test, by),
  })),
  rules: trace.rules.map(rule => ruleWith(rule, by)),
  ...(trace.notWeighed && { notWeighed: trace.notWeighed.map(text => textWith(text, by)) }),
  sources: trace.sources,
})

const mapped = <T>(members: Readonly<Record<string, T>>, each: (member: T, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, each(member, name)]))

/** How a value would be derived is shown only if none is given. */
const factWith = (name: string, was: TraceFact, by: Replacement): TraceFact => {
  const { value, from } = by.entry(name, was)
  if (was.derivation === undefined || from === 'given') return { value, from }
  return { value, from, derivation: was.derivation.map(one => ({ ...one, when: conditionWith(one.when, by) })) }
}

const ruleWith = (rule: TraceRule, by: Replacement): TraceRule => ({
  ...rule,
  inForce: by.truth(rule.inForce),
  truth: by.truth(rule.truth),
  ...(rule.conditions && { conditions: conditionWith(rule.conditions, by) }),
  ...(rule.exceptedBy && { exceptedBy: rule.exceptedBy.map(one => ({ ...one, truth: by.truth(one.truth) })) }),
})

const textWith = (text: TraceText, by: Replacement): TraceText => ({
  ...text,
  truth: by.truth(text.truth),
  ...(text.conditions && { conditions: conditionWith(text.conditions, by) }),
})

const conditionWith = (at: TraceCondition, by: Replacement): TraceCondition => {
  if ('all' in at) return { all: at.all.map(one => conditionWith(one, by)), truth: by.truth(at.truth) }
  if ('any' in at) return { any: at.any.map(one => conditionWith(one, by)), truth: by.truth(at.truth) }
  if ('not' in at) return { not: conditionWith(at.not, by), truth: by.truth(at.truth) }
  if ('fact' in at) return { ...at, found: by.found(at.fact, at.found), truth: by.truth(at.truth) }
  return { ...at, truth: by.truth(at.truth) }
}
