import type { AcceptedFinding } from '@virtual-school/rules'
import type { FindingCode } from '@virtual-school/rules/internal'
import type { Witness } from '../witness/witness.ts'

/** A remark on valid rules. */
export interface Finding {
  readonly code: FindingCode
  /** What it is about, the same in every run: `accepted-findings.json` names it. */
  readonly about: string
  /** The names of the rules involved. */
  readonly rules: readonly string[]
  /** One or two plain sentences: what is so, and what to do. */
  readonly message: string
  /**
   * A case that shows it. What can never happen has no case; its witness is the nearest that can, and `shows` says so.
   * Null only if no case can show anything, as for a definition that nothing uses.
   */
  readonly witness: Witness | null
  /** `fault`: the case itself is wrong. `nearest`: everything happens in it but what never can. Absent without a witness. */
  readonly shows?: 'fault' | 'nearest'
}

/** A question that the solver could not answer within its limit. Nothing is known of it, and it is never left out. */
export interface Undecided {
  readonly code: FindingCode
  readonly about: string
  readonly rules: readonly string[]
}

/** What a check found, sorted by code and what it is about. */
export interface CheckReport {
  /** Those that are not accepted, and those that were accepted and no longer occur. */
  readonly findings: readonly Finding[]
  readonly accepted: readonly (Finding & { readonly reason: string })[]
  readonly undecided: readonly Undecided[]
}

/** The key of a finding: what tells it from others, the same in every run. */
export const findingKey = ({ code, about }: { readonly code: string; readonly about: string }): string =>
  `${code} ${about}`

/**
 * Sets aside the findings that are accepted, each with its reason. An accepted one that was neither found nor left undecided
 * becomes a finding, so that the list keeps nothing out of date. `isWhole`: all of the rules were checked.
 */
export const setAside = (
  found: readonly Finding[],
  undecided: readonly Undecided[],
  accepted: readonly AcceptedFinding[],
  isWhole: boolean,
): CheckReport => {
  const reasons = new Map(accepted.map(one => [findingKey(one), one.reason]))
  const met = new Set([...found, ...undecided].map(findingKey))
  const gone = isWhole ? accepted.filter(one => !met.has(findingKey(one))).map(goneFinding) : []
  return {
    findings: sorted([...found.filter(one => !reasons.has(findingKey(one))), ...gone]),
    accepted: sorted(found.filter(one => reasons.has(findingKey(one)))).map(one => ({
      ...one,
      reason: reasons.get(findingKey(one))!,
    })),
    undecided: sorted(undecided),
  }
}

const sorted = <T extends { readonly code: string; readonly about: string }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => (findingKey(a) < findingKey(b) ? -1 : findingKey(a) > findingKey(b) ? 1 : 0))

const goneFinding = ({ code, about }: AcceptedFinding): Finding => ({
  code: 'accepted-finding-gone',
  about: `${code} ${about}`,
  rules: [],
  message: `The accepted finding “${code}” about “${about}” no longer occurs. Take it out of accepted-findings.json.`,
  witness: null,
})
