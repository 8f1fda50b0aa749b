import type { Fact } from '../language/facts.ts'
import type { Scalar } from '../language/values.ts'
import { checkValue, type Reporter, reportUnknown } from './conditions.ts'

/** Each fact exists, and can have the value. */
export const checkFacts = (
  given: Readonly<Record<string, Scalar>>,
  facts: ReadonlyMap<string, Fact>,
  at: string,
  report: Reporter,
): void => {
  for (const [name, value] of Object.entries(given)) {
    const fact = facts.get(name)
    if (fact === undefined) reportUnknown(report, `${at}/${name}`, 'fact', name, facts.keys(), 'unknown-fact')
    else checkValue(fact, value, `${at}/${name}`, report)
  }
}
