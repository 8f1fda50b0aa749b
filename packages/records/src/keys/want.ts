import type { Random } from '../random.ts'
import { type DeploymentKeys, defaultRealm, lookupOf, oldLookupOf } from '../secret/deployment-keys.ts'
import type { KeyQuestions } from './key-rows.ts'
import { newKeyId } from './wrap.ts'

/**
 * A reference of a realm, by the lookups that its row may have: the one that a new row gets first. A row that was given to the
 * realm keeps that of `default`, or that of before there were realms.
 */
export interface LookupWant {
  readonly realm: string
  readonly lookups: readonly [lookup: string, ...string[]]
}

/** Under which key a draft wants to be sealed. */
export type KeyWant =
  /** Of a subject that callers refer to. */
  | (LookupWant & { readonly decision: string; readonly year: number })
  /** Of a subject of its own, drawn beforehand so that planning twice is planning the same. */
  | { readonly subject: string; readonly decision: string; readonly year: number }
  /** The key of the decision that an event is about. */
  | { readonly key: string }

export const lookupWant = (
  keys: Pick<DeploymentKeys, 'lookup'>,
  realm: string | undefined,
  subjectRef: string,
): LookupWant => {
  const named = realm ?? defaultRealm
  const own = lookupOf(keys, named, subjectRef)
  const given = [
    ...(named === defaultRealm ? [] : [lookupOf(keys, defaultRealm, subjectRef)]),
    oldLookupOf(keys, subjectRef),
  ]
  return { realm: named, lookups: [own, ...given] }
}

/** A draft that makes a decision: of a subject by reference or, if none came, of one of its own. */
export interface Wanting {
  readonly realm?: string | undefined
  readonly subjectRef?: string | undefined
  readonly decision: string
  readonly year: number
}

/** Which key a draft wants. A subject of its own is drawn here. */
export const wantOf = (
  { realm, subjectRef, decision, year }: Wanting,
  keys: Pick<DeploymentKeys, 'lookup'>,
  random: Random,
): Exclude<KeyWant, { readonly key: string }> =>
  subjectRef === undefined
    ? { subject: newKeyId(random), decision, year }
    : { ...lookupWant(keys, realm, subjectRef), decision, year }

/** What there has to be read of the keys to plan these. */
export const questionsOf = (wants: readonly KeyWant[]): KeyQuestions => ({
  lookups: [...new Set(wants.flatMap(want => ('lookups' in want ? want.lookups : [])))],
  subjects: [...new Set(wants.flatMap(want => ('subject' in want ? [want.subject] : [])))],
  keys: [...new Set(wants.flatMap(want => ('key' in want ? [want.key] : [])))],
})
