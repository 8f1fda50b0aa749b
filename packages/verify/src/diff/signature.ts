import { and, not, or, type Term } from '../smt/terms.ts'
import { answersDiffer, answerTerm, standAlone } from './answer-terms.ts'
import type { Comparison } from './comparison.ts'
import type { DecisionChanges } from './decision-changes.ts'
import { type ChangeKind, type FindingTerms, kindOf } from './findings.ts'

/** What changed for a child: each finding with how, and the answers where they stand alone. */
export interface Signature {
  readonly findings: ReadonlyMap<string, ChangeKind>
  readonly answer: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined
}

export const signatureOf = (comparison: Comparison, { answer, findings }: DecisionChanges): Signature => ({
  findings: new Map(findings.map(one => [one.finding, kindOf(one)])),
  answer: standAlone(comparison) ? answer : undefined,
})

export const isNothing = ({ findings, answer }: Signature): boolean => findings.size === 0 && answer === undefined

export const isSameSignature = (a: Signature, b: Signature): boolean => keyOf(a) === keyOf(b)
const keyOf = ({ findings, answer }: Signature): string =>
  JSON.stringify([[...findings].sort(), answer?.before, answer?.after])

/** That a request’s findings changed in just that way; `differing` are all that can. */
export const findingsTerm = ({ findings }: Signature, differing: readonly FindingTerms[]): Term =>
  and(
    ...differing.map(one => {
      const kind = findings.get(one.key)
      return kind === undefined ? not(one.differs) : one.kinds[kind]
    }),
  )

/** Where every fact is known: that all of it changed in just that way. */
export const totalTerm = (comparison: Comparison, signature: Signature, differing: readonly FindingTerms[]): Term => {
  const findings = findingsTerm(signature, differing)
  if (!standAlone(comparison)) return findings
  const { answer } = signature
  if (answer === undefined) return and(findings, not(answersDiffer(comparison)))
  const [old, now] = comparison.sides
  return and(findings, answerTerm(old, answer.before[0]!), answerTerm(now, answer.after[0]!))
}

/** Where every fact is known: that something changed. */
export const somethingChanged = (comparison: Comparison, differing: readonly FindingTerms[]): Term =>
  or(...differing.map(one => one.differs), ...(standAlone(comparison) ? [answersDiffer(comparison)] : []))
