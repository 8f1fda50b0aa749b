import type { AcceptedFinding } from '@virtual-school/rules'
import { type CheckReport, type Finding, keyOf, type Undecided } from './finding.ts'

/**
 * Sets aside the findings that are accepted, each with its reason. An accepted one that was neither found nor left undecided
 * is a finding of its own, so that the list never keeps what is no longer so; `isWhole` says that everything was looked at.
 */
export const setAside = (
  found: readonly Finding[],
  undecided: readonly Undecided[],
  accepted: readonly AcceptedFinding[],
  isWhole: boolean,
): CheckReport => {
  const reasons = new Map(accepted.map(one => [keyOf(one), one.reason]))
  const met = new Set([...found, ...undecided].map(keyOf))
  const gone = isWhole ? accepted.filter(one => !met.has(keyOf(one))).map(goneFinding) : []
  return {
    findings: sorted([...found.filter(one => !reasons.has(keyOf(one))), ...gone]),
    accepted: sorted(found.filter(one => reasons.has(keyOf(one)))).map(one => ({
      ...one,
      reason: reasons.get(keyOf(one))!,
    })),
    undecided: sorted(undecided),
  }
}

const sorted = <T extends { readonly code: string; readonly about: string }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))

const goneFinding = ({ code, about }: AcceptedFinding): Finding => ({
  code: 'accepted-finding-gone',
  about: `${code} ${about}`,
  rules: [],
  message: `The accepted finding “${code}” about “${about}” no longer occurs. Take it out of accepted-findings.json.`,
  witness: null,
})
