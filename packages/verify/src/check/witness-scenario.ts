import type { PlacedScenario } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Finding } from './finding.ts'

/** A scenario, and the authority in whose folder it belongs. */
export interface WitnessScenario {
  readonly authority: string
  readonly scenario: Omit<PlacedScenario, 'file' | 'pointer'>
}

/**
 * The finding’s witness as a scenario that expects today’s answer: once the rules are put right, it says what became of the
 * case. Undefined if there is no witness.
 */
export const buildWitnessScenario = (
  rules: Rules,
  { code, about, witness }: Pick<Finding, 'about' | 'witness'> & { readonly code: string },
): WitnessScenario | undefined => {
  if (witness === null) return undefined
  const { authority, decision, asOf, facts } = witness.case
  const answer = rules.evaluate({ ...witness.case, trace: 'none' })
  const expect =
    'issues' in answer
      ? { issues: [...new Set(answer.issues.map(one => one.code))] }
      : { status: answer.status, answer: answer.answer, possibleAnswers: [...answer.possibleAnswers] }
  return { authority, scenario: { name: `${witness.text} (${code}: ${about})`, decision, asOf, facts, expect } }
}
