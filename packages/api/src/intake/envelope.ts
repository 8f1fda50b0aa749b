import { referenceIssues } from '@virtual-school/records'
import type { DecisionRequest, Issue } from '@virtual-school/rules'

/** What a caller sent, taken apart: the library’s request, and what is said to the service alone. */
export interface Envelope {
  /** Not checked yet: the library does that, and says all that is wrong. */
  readonly request: DecisionRequest
  /** A version or digest of the rules to insist on. */
  readonly pin: string | undefined
  /** The caller’s own reference for whom it is about. To be used only where there are no issues. */
  readonly subjectRef: string | undefined
  readonly issues: readonly Issue[]
}

/** What stands in for a member that was left out. */
export type Defaults = Pick<DecisionRequest, 'asOf' | 'trace'>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pinIssues = (pin: unknown): readonly Issue[] =>
  pin === undefined || typeof pin === 'string'
    ? []
    : [
        {
          code: 'wrong-type',
          pointer: '/rules',
          message: '“rules” is a text: the version or the digest of the rules to insist on.',
        },
      ]

export const openEnvelope = (body: unknown, defaults: Defaults): Envelope => {
  if (!isObject(body)) return { request: body as DecisionRequest, pin: undefined, subjectRef: undefined, issues: [] }
  const { rules: pin, subjectRef, ...request } = body
  return {
    request: { ...defaults, ...request } as unknown as DecisionRequest,
    pin: typeof pin === 'string' ? pin : undefined,
    subjectRef: typeof subjectRef === 'string' ? subjectRef : undefined,
    issues: [...pinIssues(pin), ...referenceIssues(subjectRef, '/subjectRef', 'subjectRef')],
  }
}
