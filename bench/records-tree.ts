// How fast the log’s tree grows, what a receipt costs, and how much is read for a proof. `npm run bench tree`.

import { canonicalJson } from '@virtual-school/rules'
import { openCheckpoint } from '../packages/records/src/checkpoint/checkpoint.ts'
import { createReceiptWriter } from '../packages/records/src/receipt/receipt.ts'
import { receiptVerifier, verifyReceipt } from '../packages/records/src/receipt/verify-receipt.ts'
import { appendLeaves } from '../packages/records/src/tree/append.ts'
import { leafHash } from '../packages/records/src/tree/hash.ts'
import { computeRangeRoot, proveInclusion, proveTreeConsistency } from '../packages/records/src/tree/proofs.ts'
import { isConsistent, isIncluded } from '../packages/records/src/tree/verify.ts'
import { envelopeAt, logOf, signerOf } from '../packages/records/test/support/receipts.ts'
import { storedLog } from '../packages/records/test/support/stored-log.ts'

const size = 1_000_000
const batch = 50
const say = (what: string, value: string): void => console.log(`${what.padEnd(72)} ${value.padStart(16)}`)
const whole = (value: number): string => Math.round(value).toLocaleString('en-GB')

/** How often a second, over at least half a second, the best of three. */
const perSecond = (run: () => unknown): number => {
  const once = (): number => {
    const start = performance.now()
    let count = 0
    for (; performance.now() - start < 500; count += 1) run()
    return (count * 1000) / (performance.now() - start)
  }
  return Math.max(once(), once(), once())
}

const texts = Array.from({ length: batch }, (_, n) => canonicalJson(envelopeAt(size + n)))
const hashes = texts.map(leafHash)
const leaves = Array.from({ length: size }, (_, n) => leafHash(`leaf ${n}`))
const log = storedLog(leaves, 1_000)
const signer = signerOf(7)

const growing = (): void => {
  const added = appendLeaves(log.frontier, hashes)
  for (let n = 0; n < batch; n += 1) added.proofOf(n)
}
const toReceipts = (): void => {
  const added = appendLeaves(log.frontier, texts.map(leafHash))
  const write = createReceiptWriter(signer.sign({ size: added.frontier.size, root: added.root }))
  for (let n = 0; n < batch; n += 1) write(texts[n]!, size + n, added.proofOf(n))
}
say(`leaves appended a second in batches of ${batch} on ${whole(size)}, with proofs`, whole(batch * perSecond(growing)))
say('the same with leaf hashes, one signature a batch and receipts as text', whole(batch * perSecond(toReceipts)))

const head = { size, root: log.root }
const note = signer.sign(head)
say('checkpoints signed a second', whole(perSecond(() => signer.sign(head))))
say('checkpoints opened a second', whole(perSecond(() => openCheckpoint(note, signer.verifierKey))))
const { receipts, verifierKey } = logOf(batch)
const verify = receiptVerifier({ verifierKey })
let at = 0
const next = (): string => {
  at = (at + 1) % batch
  return receipts[at]!
}
say('receipts verified a second, each alone', whole(perSecond(() => verifyReceipt(next(), { verifierKey }))))
say('receipts verified a second, of one checkpoint', whole(perSecond(() => verify(next()))))

const reads = async <T>(
  work: Promise<T>,
): Promise<{ readonly value: T; readonly count: number; readonly ms: number }> => {
  Object.assign(log.reads, { leaves: 0, leafHashes: 0, tiles: 0 })
  const start = performance.now()
  const value = await work
  return { value, count: log.reads.leaves + log.reads.tiles, ms: performance.now() - start }
}
const worst = { inclusion: 0, consistency: 0, ms: 0 }
for (let n = 0; n < 300; n += 1) {
  const index = (n * 7_368_787) % size
  const included = await reads(proveInclusion(log.source, index, size))
  if (!isIncluded(index, leaves[index]!, included.value, head)) throw new Error(`leaf ${index} is not proved`)
  const older = index + 1
  const consistent = await reads(proveTreeConsistency(log.source, older, size))
  const begun = { size: older, root: await computeRangeRoot(log.source, 0, older) }
  if (!isConsistent(begun, head, consistent.value)) throw new Error(`the first ${older} are not proved`)
  worst.inclusion = Math.max(worst.inclusion, included.count)
  worst.consistency = Math.max(worst.consistency, consistent.count)
  worst.ms = Math.max(worst.ms, included.ms, consistent.ms)
}
say(`most reads for an inclusion proof in ${whole(size)}, of 300`, whole(worst.inclusion))
say(`most reads for a consistency proof to ${whole(size)}, of 300`, whole(worst.consistency))
say('longest of these from memory, milliseconds', worst.ms.toFixed(1))
