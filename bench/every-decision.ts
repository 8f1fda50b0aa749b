import { scenariosOf } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { contender } from './contenders.ts'
import { type Measured, measure, medianRate, medianRatio } from './measure.ts'
import { perSecond, times } from './table.ts'

/** Full results of every decision, over all its scenarios alternately, beside those of the first benchmark’s question. */
export const everyDecisionRows = async (
  rules: Rules,
  timetable: readonly DecisionRequest[],
): Promise<readonly (readonly string[])[]> => {
  const requestsOf = (decision: string): readonly DecisionRequest[] =>
    scenariosOf(rules).flatMap(({ request }) =>
      request.decision === decision ? [{ ...request, trace: 'none' as const }] : [],
    )
  const names = rules.decisions.map(one => one.id)
  const [first, ...each] = await measure([
    contender('reduced-timetable, Luton, as above', rules.evaluate, timetable),
    ...names.map(name => contender(name, rules.evaluate, requestsOf(name))),
  ])
  const row = (one: Measured): readonly string[] => [
    one.name,
    perSecond(medianRate(one)),
    times(medianRatio(first!, one)),
  ]
  return [['', 'full results a second', 'the first to this'], ...[first!, ...each].map(row)]
}
