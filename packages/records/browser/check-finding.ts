import { parseSerializedRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { readJson } from '@virtual-school/rules/internal'
import type { VerifyData, VerifyFinding } from '../src/export/verify-page.ts'
import { type DecisionPayload, findFirstDifference, renderDecisionPayload } from '../src/model/payload.ts'
import { type Check, failed, notTried, passed } from './check.ts'
import { receiptIn } from './check-receipt.ts'

const limits = { bytes: 16 * 1024 * 1024, depthLevels: 100, keysCount: 1_000_000 }

/** Rules of a digest, or undefined where they are not here or are not those: read once each. */
export const rulesHeld = ({ rules }: VerifyData): ((digest: string) => Rules | undefined) => {
  const read = new Map<string, Rules | undefined>()
  return digest => {
    if (!read.has(digest)) {
      const text = Object.hasOwn(rules, digest) ? rules[digest] : undefined
      const found = text === undefined ? undefined : parseSerializedRules(text, digest)
      read.set(digest, found?.ok ? found.value : undefined)
    }
    return read.get(digest)
  }
}

/** What the record says of the finding: which rules, which question, whose, and which day’s law. */
const envelopeIn = (receipt: string): Readonly<Record<string, unknown>> => receiptIn(receipt)?.envelope ?? {}

const digestNamed = ({ rules }: Readonly<Record<string, unknown>>): string =>
  typeof rules === 'object' && rules !== null && 'digest' in rules ? String(rules.digest) : ''

/** Works a finding out again from the rules that its record names, and compares it with what was kept, byte for byte. */
export const checkFinding = (
  { receipt, payload }: Pick<VerifyFinding, 'receipt' | 'payload'>,
  rulesOf: (digest: string) => Rules | undefined,
): readonly Check[] => {
  const envelope = envelopeIn(receipt)
  const rules = rulesOf(digestNamed(envelope))
  const isTheirs =
    rules === undefined
      ? failed('The rules are not the ones that the record names: they are missing, or have been changed.')
      : passed('The rules are the ones that the record names.')
  if (payload === null)
    return [isTheirs, notTried('What was asked and found was destroyed, so it cannot be worked out.')]
  if (rules === undefined) return [isTheirs, notTried('Without those rules it cannot be worked out again.')]
  return [isTheirs, comparedWith(payload, rules, envelope)]
}

const differs = (at: string): Check =>
  failed(
    `Worked out again, it does not come out as it was kept. The first difference is at ${at === '' ? 'the bytes alone' : at}.`,
  )

const comparedWith = (payload: string, rules: Rules, envelope: Readonly<Record<string, unknown>>): Check => {
  const json = readJson(payload, limits)
  if (!json.ok) return failed('What was kept is damaged: it is not JSON.')
  const request = (json.value as Partial<DecisionPayload> | null)?.request
  const isAsked = (['decision', 'authority', 'asOf'] as const).every(name => request?.[name] === envelope[name])
  if (request === undefined || !isAsked)
    return failed('What was asked is not what the record says was asked: one of them has been changed.')
  const decided = rules.evaluateForRecord(request)
  if ('issues' in decided) return failed('The rules refuse the request as it stands here: it has been changed.')
  const again = renderDecisionPayload(request, decided)
  if (again === payload) return passed('Worked out again, it comes out the same, byte for byte.')
  return differs(findFirstDifference(json.value, JSON.parse(again)) ?? '')
}
