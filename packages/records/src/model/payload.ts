import type { DecisionForRecord, PackedTrace, Scalar } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { ageInYears, isObject, isOfCompulsorySchoolAge, pointerOf } from '@virtual-school/rules/internal'

/** What a record says that holds again what another held: the other’s first ciphertext, and its text as it was. */
interface Resealed {
  /** SHA-256 of what was sealed first, as the envelope of the other record has it. */
  readonly of: string
  readonly text: string
}

/** As text, with the tag that binds a decision to its reference; see `computeTag`. */
export const renderResealed = ({ of, text }: Resealed, tag: string | undefined): string =>
  addTag(JSON.stringify({ of, text }), tag)

/** What such a text says; undefined: it is none. */
export const parseResealed = (sealed: string): (Resealed & { readonly tag: string | undefined }) | undefined => {
  const { text, tag } = splitTag(sealed)
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Resealed, unknown>>
    return typeof value?.of === 'string' && typeof value.text === 'string'
      ? { of: value.of, text: value.text, tag }
      : undefined
  } catch {
    return undefined
  }
}

/** A request as it is kept: by the vocabulary, in its order, and without a date of birth. */
interface RecordedRequest {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly facts: Readonly<Record<string, Scalar | null>>
}

/**
 * The request of a decision as it is to be kept. Deciding it gives the same bytes. What the vocabulary does not keep is left
 * out, and a date of birth is replaced by the age and compulsory school age that it makes on the day of the decision; a
 * value given beside it stays. `request` has to be one that `rules` decided.
 */
export const reduceRequest = (rules: Rules, request: DecisionRequest): RecordedRequest => {
  const given = { ...request.facts, ...deriveFromBirth(request) }
  const facts: Record<string, Scalar | null> = {}
  for (const { name, kept } of rules.facts) {
    const value = kept && Object.hasOwn(given, name) ? given[name] : undefined
    if (value !== undefined) facts[name] = value
  }
  return {
    decision: request.decision,
    authority: request.authority ?? rules.rulebook.national,
    asOf: request.asOf,
    facts,
  }
}

const deriveFromBirth = ({ asOf, facts }: DecisionRequest): DecisionRequest['facts'] => {
  const { dateOfBirth, ageYears, compulsorySchoolAge } = facts
  if (typeof dateOfBirth !== 'string') return {}
  return {
    ageYears: ageYears ?? ageInYears(dateOfBirth, asOf),
    compulsorySchoolAge: compulsorySchoolAge ?? isOfCompulsorySchoolAge(dateOfBirth, asOf),
  }
}

const hasMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) || Array.isArray(value)

/** The first place, as a JSON Pointer, at which two JSON values differ, the order of members counting; undefined if they do not. */
export const findFirstDifference = (a: unknown, b: unknown, at = ''): string | undefined => {
  if (!hasMembers(a) || !hasMembers(b) || Array.isArray(a) !== Array.isArray(b)) return Object.is(a, b) ? undefined : at
  const [names, others] = [Object.keys(a), Object.keys(b)]
  for (const [n, name] of names.entries()) {
    if (others[n] !== name) return at + pointerOf([name])
    const found = findFirstDifference(a[name], b[name], at + pointerOf([name]))
    if (found !== undefined) return found
  }
  const more = others[names.length]
  return more === undefined ? undefined : at + pointerOf([more])
}

/** What is sealed of a decision. */
export interface DecisionPayload {
  readonly request: RecordedRequest
  /** The decision as it was answered, its trace aside. */
  readonly result: DecisionForRecord['findings']
  /** The trace, packed: `unpackTrace` makes it again. */
  readonly evaluation: PackedTrace
}

/** As text. The decision’s own bytes stand in it, so that replaying can compare them. */
export const renderDecisionPayload = (request: RecordedRequest, { text, evaluation }: DecisionForRecord): string =>
  `{"request":${JSON.stringify(request)},"result":${text},"evaluation":${JSON.stringify(evaluation)}}`

/** A payload with the tag that binds it to its reference, as its last member; see `computeTag`. */
export const addTag = (payload: string, tag: string | undefined): string =>
  tag === undefined ? payload : `${payload.slice(0, -1)},"bound":"${tag}"}`

const tagForm = /,"bound":"([0-9a-f]{64})"\}$/

/** A payload as it was before it was tagged, and its tag. */
export const splitTag = (text: string): { readonly text: string; readonly tag: string | undefined } => {
  const found = tagForm.exec(text)
  return found === null ? { text, tag: undefined } : { text: `${text.slice(0, found.index)}}`, tag: found[1] }
}

/** What is sealed of an event: what a person wrote, or what was read and why. */
export type EventPayload = Readonly<Record<string, string | number | boolean | null>>
