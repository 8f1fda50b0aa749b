import { createSecretKey } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { argv } from 'node:process'
import { buildKeyRequest, planKeys } from '../packages/records/src/append/data-keys.ts'
import { drawDeploymentKeys } from '../packages/records/src/crypto/deployment-keys.ts'
import { openPayload, sealPayload, unwrapKey } from '../packages/records/src/crypto/seal.ts'
import { reduceRequest } from '../packages/records/src/model/payload.ts'
import { nodePlatform } from '../packages/records/src/open/platform.ts'
import { loadRules, scenariosOf } from '../packages/rules/src/index.ts'
import type { DecisionRequest } from '../packages/rules/src/internal.ts'
import { frozenRules } from './frozen-rules.ts'
import { writeSealingPart } from './kept-document.ts'
import { type Measured, measure, medianRate } from './measure.ts'
import { markdownTable } from './table.ts'

/** Random bytes as the service draws them. */
const { random, newId } = nodePlatform
const rules = await loadRules(frozenRules, { whole: true })
const record = { id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e', type: 'evaluated' } as const
const key = createSecretKey(random(32))
const keys = drawDeploymentKeys(random)

/** The payload of a decision, as it is kept. */
const makePayload = (request: DecisionRequest): string | undefined => {
  const kept = rules.evaluateForRecord(request)
  if ('issues' in kept) return undefined
  const asked = JSON.stringify(reduceRequest(rules, request))
  return `{"request":${asked},"result":${kept.text},"evaluation":${JSON.stringify(kept.evaluation)}}`
}

const requests = scenariosOf(rules).map(one => one.request)
const payloads = requests.flatMap(request => makePayload(request) ?? [])
/** Those that fit the least size as they are, and those that are deflated to fit it. */
const bytesOfPlain = 3072 - 5
const short = payloads.filter(text => Buffer.byteLength(text) <= bytesOfPlain)
const long = payloads.filter(text => Buffer.byteLength(text) > bytesOfPlain)
const sealed = payloads.map(text => sealPayload(key, text, record, random))
const planOne = (turn: number) => {
  const wants = [buildKeyRequest({ subjectRef: `C-${turn}`, decision: 'remit', year: 2026 }, keys, random)]
  return planKeys(wants, { subjects: [], dataKeys: [] }, keys, random)
}
const { row } = planOne(0).under[0]!
const of = <T>(items: readonly T[], turn: number): T => items[turn % items.length]!
const seal = (texts: readonly string[]) => (turn: number) => sealPayload(key, of(texts, turn), record, random)

const measured = await measure([
  {
    name: 'decide, without trace',
    decide: turn => rules.evaluateToJson({ ...of(requests, turn), trace: 'none' }).text,
  },
  { name: 'decide, with trace', decide: turn => rules.evaluateToJson({ ...of(requests, turn), trace: 'full' }).text },
  { name: 'decide for the record', decide: turn => rules.evaluateForRecord(of(requests, turn)) },
  { name: 'request as it is kept', decide: turn => reduceRequest(rules, of(requests, turn)) },
  { name: 'decide, and write the payload', decide: turn => makePayload(of(requests, turn)) },
  { name: 'seal', decide: seal(payloads) },
  { name: `seal, the ${short.length} not deflated`, decide: seal(short) },
  { name: `seal, the ${long.length} deflated`, decide: seal(long) },
  { name: 'open', decide: turn => openPayload(key, of(sealed, turn), record) },
  { name: 'plan keys of a new subject', decide: planOne },
  { name: 'a new record’s id', decide: newId },
  { name: 'draw 12 random bytes', decide: () => random(12) },
  { name: 'unwrap a data key', decide: () => unwrapKey(keys, row) },
])
const microseconds = (one: Measured): string => (1e6 / medianRate(one)).toFixed(1)
for (const one of measured) process.stdout.write(`${one.name.padEnd(32)} ${microseconds(one)} µs\n`)
if (argv.includes('--write'))
  writeSealingPart(`Written by \`npm run bench sealing -- --write\`; not by hand. Node ${process.version}, ${availableParallelism()} CPUs.

What one step of keeping a decision takes of a processor, in microseconds: the median of nine rounds, alternately.

${markdownTable([['', 'µs'], ...measured.map(one => [one.name, microseconds(one)])])}

Random bytes come from the operating system when they are needed, and none are drawn for a key that is there already. Before, all came from a pool in the memory of the process, where a dump shows keys that are yet to be used. Alternately with that pool, on this machine: 12 bytes 2.0 µs instead of 0.1, a record’s id 3.2 instead of 0.4, the keys of a new child 28 instead of 13. So a decision about a new child costs about 20 µs more, one about a known child about 5, of the roughly 800 that keeping and answering it take.
`)
