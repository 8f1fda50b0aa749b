import { and, notTerm, or, type Term } from '../smt/terms.ts'
import { answersDiffer, answerTerm, standAlone } from './answer-terms.ts'
import type { Comparison } from './comparison.ts'
import type { DecisionChanges } from './decision-changes.ts'
import { type ChangeKind, type FindingTerms, readChangeKind } from './findings.ts'

/** What changed for a child: each finding with how, and the answers if they stand alone. */
export interface Signature {
  readonly findings: ReadonlyMap<string, ChangeKind>
  readonly answer: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined
}

/** Reads the signature of the changes between two decisions. */
export const readSignature = (comparison: Comparison, { answer, findings }: DecisionChanges): Signature => ({
  findings: new Map(findings.map(one => [one.finding, readChangeKind(one)])),
  answer: standAlone(comparison) ? answer : undefined,
})

/** Whether nothing changed. */
export const isNothing = ({ findings, answer }: Signature): boolean => findings.size === 0 && answer === undefined

/** Whether the same changed. */
export const isSameSignature = (a: Signature, b: Signature): boolean => signatureKey(a) === signatureKey(b)
const signatureKey = ({ findings, answer }: Signature): string =>
  JSON.stringify([[...findings].sort(), answer?.before, answer?.after])

/** That a request’s findings changed in exactly that way; `differing` are all that can change. */
export const encodeSignatureFindings = ({ findings }: Signature, differing: readonly FindingTerms[]): Term =>
  and(
    ...differing.map(one => {
      const kind = findings.get(one.key)
      return kind === undefined ? notTerm(one.differs) : one.kinds[kind]
    }),
  )

/** That exactly that changed, if every fact is known. */
export const encodeSignature = (
  comparison: Comparison,
  signature: Signature,
  differing: readonly FindingTerms[],
): Term => {
  const findings = encodeSignatureFindings(signature, differing)
  if (!standAlone(comparison)) return findings
  const { answer } = signature
  if (answer === undefined) return and(findings, notTerm(answersDiffer(comparison)))
  const [old, now] = comparison.sides
  return and(findings, answerTerm(old, answer.before[0]!), answerTerm(now, answer.after[0]!))
}

/** That something changed, if every fact is known. */
export const somethingChanged = (comparison: Comparison, differing: readonly FindingTerms[]): Term =>
  or(...differing.map(one => one.differs), ...(standAlone(comparison) ? [answersDiffer(comparison)] : []))
