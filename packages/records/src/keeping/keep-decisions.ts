import type { Records } from '../records.ts'
import { type Decided, decisionDraft } from './decision-draft.ts'
import type { Kept } from './draft.ts'

/** Keeps decisions. Resolves once they are on disk, each with its receipt; rejects with `StorageFailed` where they are not. */
export const keepDecisions = (
  records: Pick<Records, 'append' | 'newId'>,
  decided: readonly Decided[],
): Promise<readonly Kept[]> => records.append(decided.map(one => decisionDraft(one, records.newId())))
