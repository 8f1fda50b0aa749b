import type { MutationReport } from './mutation-report.ts'

/** A scenario for a person to finish. What is expected is left blank, and rules with it are refused until it is filled in. */
export interface BlankScenario {
  readonly name: string
  readonly decision: string
  readonly asOf: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly expect: Readonly<Record<string, never>>
  /** The mistakes that it would show. */
  readonly tests: readonly string[]
}

/** A file of blank scenarios. */
export interface BlankScenarioFile {
  /** Where it belongs in a directory of rules. */
  readonly path: string
  readonly scenarios: readonly BlankScenario[]
}

/** Builds a scenario for each case that would kill a survivor, a file for each authority and decision; survivors with the same case share it. */
export const blankScenarios = (survivors: MutationReport['survivors']): readonly BlankScenarioFile[] => {
  const files = new Map<string, Map<string, BlankScenario>>()
  for (const { mutant, witness } of survivors) {
    if (witness === null) continue
    const { authority, decision, asOf, facts } = witness.case
    const path = `${authority}/scenarios/to-finish-${decision}.json`
    const file = files.get(path) ?? new Map<string, BlankScenario>()
    const tests = [...(file.get(witness.text)?.tests ?? []), mutant.sentence]
    file.set(witness.text, { name: witness.text, decision, asOf, facts, expect: {}, tests })
    files.set(path, file)
  }
  return [...files].map(([path, scenarios]) => ({ path, scenarios: [...scenarios.values()] }))
}
