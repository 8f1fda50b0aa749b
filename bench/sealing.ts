import { createSecretKey, randomBytes } from 'node:crypto'
import { keptRequest } from '../packages/records/src/intake/kept-request.ts'
import { ensureKeys } from '../packages/records/src/keys/ensure-keys.ts'
import { wantOf } from '../packages/records/src/keys/want.ts'
import { unwrapKey } from '../packages/records/src/keys/wrap.ts'
import { openPayload, sealPayload } from '../packages/records/src/seal/seal.ts'
import { newDeploymentKeys } from '../packages/records/src/secret/deployment-keys.ts'
import { type DecisionRequest, loadRules, scenariosOf } from '../packages/rules/src/index.ts'
import { measure, rateOf } from './measure.ts'

const rules = await loadRules('rules', { whole: true })
const record = { id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e', type: 'evaluated' } as const
const key = createSecretKey(randomBytes(32))
const keys = newDeploymentKeys(randomBytes)

/** The payload of a decision, as it is kept. */
const payloadOf = (request: DecisionRequest): string | undefined => {
  const kept = rules.evaluateForRecord(request)
  if ('issues' in kept) return undefined
  const asked = JSON.stringify(keptRequest(rules, request))
  return `{"request":${asked},"result":${kept.text},"evaluation":${JSON.stringify(kept.evaluation)}}`
}

const requests = scenariosOf(rules).map(one => one.request)
const payloads = requests.flatMap(request => payloadOf(request) ?? [])
/** Those that fit the least size as they are, and those that are deflated to fit it. */
const bytesOfPlain = 3072 - 5
const short = payloads.filter(text => Buffer.byteLength(text) <= bytesOfPlain)
const long = payloads.filter(text => Buffer.byteLength(text) > bytesOfPlain)
const sealed = payloads.map(text => sealPayload(key, text, record, randomBytes))
const planOne = (turn: number) => {
  const wants = [wantOf({ subjectRef: `C-${turn}`, decision: 'remit', year: 2026 }, keys, randomBytes)]
  return ensureKeys(wants, { subjects: [], dataKeys: [] }, keys, randomBytes)
}
const { row } = planOne(0).under[0]!
const of = <T>(items: readonly T[], turn: number): T => items[turn % items.length]!
const seal = (texts: readonly string[]) => (turn: number) => sealPayload(key, of(texts, turn), record, randomBytes)

const measured = await measure([
  { name: 'decide, without trace', decide: turn => rules.evaluateToJson({ ...of(requests, turn), trace: 'none' }) },
  { name: 'decide, with trace', decide: turn => rules.evaluateToJson({ ...of(requests, turn), trace: 'full' }) },
  { name: 'decide for the record', decide: turn => rules.evaluateForRecord(of(requests, turn)) },
  { name: 'request as it is kept', decide: turn => keptRequest(rules, of(requests, turn)) },
  { name: 'decide, and write the payload', decide: turn => payloadOf(of(requests, turn)) },
  { name: 'seal', decide: seal(payloads) },
  { name: `seal, the ${short.length} not deflated`, decide: seal(short) },
  { name: `seal, the ${long.length} deflated`, decide: seal(long) },
  { name: 'open', decide: turn => openPayload(key, of(sealed, turn), record) },
  { name: 'plan keys of a new subject', decide: planOne },
  { name: 'unwrap a data key', decide: () => unwrapKey(keys, row) },
])
for (const one of measured) process.stdout.write(`${one.name.padEnd(32)} ${(1e6 / rateOf(one)).toFixed(1)} µs\n`)
