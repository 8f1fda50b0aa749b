import { authoritiesInOrder } from '../compile/authorities.ts'
import type { Decision, Refusal } from '../evaluate/decision.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { compareOutcome } from './compare.ts'
import type {
  HoldsRulebook,
  ScenarioCase,
  ScenarioOptions,
  ScenarioReport,
  ScenarioResult,
  ScenarioSelection,
} from './scenario-report.ts'

/** The scenarios of every authority, the national ones first, each with its request. None of an authority that is not held. For rules loaded with theirs. */
export const scenariosOf = (
  { rulebook }: HoldsRulebook,
  selection: ScenarioSelection = {},
): readonly ScenarioCase[] => {
  if (!rulebook.isWhole)
    throw new Error('These rules were loaded without their scenarios: loadRules(directory, { whole: true }).')
  const matching = selection.matching?.toLowerCase() ?? ''
  return authoritiesInOrder(rulebook)
    .filter(({ id }) => selection.authority === undefined || id === selection.authority)
    .flatMap(({ id: authority, scenarios }) =>
      scenarios
        .filter(({ name, file, pointer }) => `${name}\n${file} ${pointer}`.toLowerCase().includes(matching))
        .map((scenario): ScenarioCase => {
          const { decision, asOf, facts } = scenario
          return { authority, scenario, request: { decision, authority, asOf, trace: 'full', facts } }
        }),
    )
}

/** Holds what came out against what the scenario expects. */
export const judgeScenario = ({ authority, scenario }: ScenarioCase, outcome: Decision | Refusal): ScenarioResult => {
  const { name, file, pointer, expect } = scenario
  const differences = compareOutcome(expect, outcome)
  const summary = 'issues' in outcome ? outcome.issues.map(one => one.message).join(' ') : outcome.summary
  return { authority, name, file, pointer, passed: differences.length === 0, differences, summary }
}

/** Runs scenarios through the compiled evaluator. */
export const runScenariosSync = (rules: HoldsRulebook, selection: ScenarioSelection = {}): ScenarioReport => {
  const cases = scenariosOf(rules, selection)
  return buildReport(
    cases,
    cases.map(({ request }) => evaluate(rules.rulebook, request)),
  )
}

/** Runs scenarios, one after another, through the compiled evaluator or `options.evaluate`. */
export const runScenarios = async (rules: HoldsRulebook, options: ScenarioOptions = {}): Promise<ScenarioReport> => {
  const cases = scenariosOf(rules, options)
  const outcomes: (Decision | Refusal)[] = []
  for (const { request } of cases) {
    outcomes.push(await (options.evaluate?.(request) ?? evaluate(rules.rulebook, request)))
  }
  return buildReport(cases, outcomes)
}

const buildReport = (cases: readonly ScenarioCase[], outcomes: readonly (Decision | Refusal)[]): ScenarioReport => {
  const results = cases.map((one, i) => judgeScenario(one, outcomes[i]!))
  const passedCount = results.filter(one => one.passed).length
  const decisions = outcomes.flatMap(one => ('issues' in one ? [] : [one]))
  return { results, passedCount, failedCount: results.length - passedCount, decisions }
}
