import type { Records } from '../records.ts'
import type { Once } from '../repeating/once.ts'
import { type Decided, decisionDraft } from './decision-draft.ts'
import type { Appended, Kept } from './draft.ts'

/** Keeps decisions. Resolves once they are on disk, each with its receipt; rejects with `StorageFailed` where they are not. */
export const keepDecisions = (
  records: Pick<Records, 'append' | 'newId'>,
  decided: readonly Decided[],
): Promise<readonly Kept[]> => records.append(decided.map(one => decisionDraft(one, records.newId())))

/**
 * Keeps a decision, unless its caller’s key has been answered before: then nothing is added, and what it repeats is given; see
 * `answerAgain`. Rejects with `StorageFailed`.
 */
export const keepDecisionOnce = async (
  records: Pick<Records, 'append' | 'newId'>,
  decided: Decided,
  once: Once,
): Promise<Appended> => (await records.append([{ ...decisionDraft(decided, records.newId()), once }]))[0]!
