import type { DecisionForRecord } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { type By, pickActor } from '../model/actor.ts'
import { reduceRequest, renderDecisionPayload } from '../model/payload.ts'
import type { Appended, Draft, Indexed, Kept, Once } from './draft.ts'
import type { Records } from './records.ts'

/** A decision that is to be kept. */
export interface Decided {
  readonly by: By
  /** The caller’s word for whom it is about, which means nothing to others; see `referenceIssues`. */
  readonly subjectRef?: string | undefined
  readonly rules: Rules
  /** One that `rules` decided. */
  readonly request: DecisionRequest
  readonly decided: DecisionForRecord
}

/** Rules by name; what else the decision depended on is told apart by its kind: `caution:…`, `reading:…`. */
const listBearing = ({
  requirements,
  lists,
  deadlines,
  cautions,
  readings,
}: DecisionForRecord['findings']): string[] => {
  const findings = [...requirements, ...Object.values(lists).flat(), ...deadlines]
  return [
    ...new Set(findings.flatMap(one => one.because)),
    ...cautions.map(one => `caution:${one.code}`),
    ...readings.map(one => `reading:${one.id}`),
  ]
}

/** What filters are to know of a decision. */
export const buildIndexed = (findings: DecisionForRecord['findings']): Indexed => ({
  answer: findings.answer,
  status: findings.status,
  rules: listBearing(findings),
})

/** The draft of an `evaluated` record, under a new id. */
export const draftDecision = ({ by, subjectRef, rules, request, decided }: Decided, id: string): Draft => {
  const kept = reduceRequest(rules, request)
  const { decision, authority, asOf } = kept
  return {
    clear: {
      id,
      type: 'evaluated',
      ...pickActor(by),
      ...{ decision, authority, asOf },
      rules: { version: rules.version, digest: rules.digest },
    },
    sealed: { under: { subjectRef, decision }, payload: renderDecisionPayload(kept, decided) },
    indexed: buildIndexed(decided.findings),
  }
}

/** Keeps decisions. Resolves once they are on disk, each with its receipt; rejects with `StorageFailed` if they are not. */
export const keepDecisions = (
  records: Pick<Records, 'append' | 'newId'>,
  decided: readonly Decided[],
): Promise<readonly Kept[]> => records.append(decided.map(one => draftDecision(one, records.newId())))

/**
 * Keeps a decision, unless its caller’s key has been answered before: then nothing is added, and what it repeats is given; see
 * `answerAgain`. Rejects with `StorageFailed`.
 */
export const keepDecisionOnce = async (
  records: Pick<Records, 'append' | 'newId'>,
  decided: Decided,
  once: Once,
): Promise<Appended> => (await records.append([{ ...draftDecision(decided, records.newId()), once }]))[0]!
