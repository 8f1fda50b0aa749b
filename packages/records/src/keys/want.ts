import type { Random } from '../random.ts'
import { type DeploymentKeys, lookupOf } from '../secret/deployment-keys.ts'
import type { KeyQuestions } from './key-rows.ts'
import { newKeyId } from './wrap.ts'

/** Under which key a draft wants to be sealed. */
export type KeyWant =
  /** Of a subject that callers refer to. */
  | { readonly lookup: string; readonly decision: string; readonly year: number }
  /** Of a subject of its own, drawn beforehand so that planning twice is planning the same. */
  | { readonly subject: string; readonly decision: string; readonly year: number }
  /** The key of the decision that an event is about. */
  | { readonly key: string }

/** Of a draft that makes a decision: a subject by reference, or, where none came, one of its own, drawn here. */
export const wantOf = (
  draft: { readonly subjectRef?: string | undefined; readonly decision: string; readonly year: number },
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): Exclude<KeyWant, { readonly key: string }> => {
  const { subjectRef, decision, year } = draft
  return subjectRef === undefined
    ? { subject: newKeyId(random), decision, year }
    : { lookup: lookupOf(keys, subjectRef), decision, year }
}

/** What there has to be read of the keys to plan these. */
export const questionsOf = (wants: readonly KeyWant[]): KeyQuestions => ({
  lookups: [...new Set(wants.flatMap(want => ('lookup' in want ? [want.lookup] : [])))],
  subjects: [...new Set(wants.flatMap(want => ('subject' in want ? [want.subject] : [])))],
  keys: [...new Set(wants.flatMap(want => ('key' in want ? [want.key] : [])))],
})
