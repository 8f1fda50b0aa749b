import { createHash } from 'node:crypto'
import { wrongReceipts } from './wrong-receipts.mjs'

/**
 * @typedef {{
 *   createCheckpointSigner: typeof import('../packages/records/dist/checkpoint/signer.js').createCheckpointSigner,
 *   buildBatch: typeof import('../packages/records/dist/append/build-batch.js').buildBatch,
 *   sealDrafts: typeof import('../packages/records/dist/append/seal-drafts.js').sealDrafts,
 *   drawWrappedKey: typeof import('../packages/records/dist/crypto/seal.js').drawWrappedKey,
 *   drawDeploymentKeys: typeof import('../packages/records/dist/crypto/deployment-keys.js').drawDeploymentKeys,
 *   deriveDeploymentKeys: typeof import('../packages/records/dist/crypto/deployment-keys.js').deriveDeploymentKeys,
 *   wrapDeploymentKeys: typeof import('../packages/records/dist/crypto/deployment-keys.js').wrapDeploymentKeys,
 *   computeBinding: typeof import('../packages/records/dist/crypto/links.js').computeBinding,
 *   computeTag: typeof import('../packages/records/dist/crypto/links.js').computeTag,
 *   computeLookup: typeof import('../packages/records/dist/crypto/links.js').computeLookup,
 *   parseRootSecret: typeof import('../packages/records/dist/crypto/root-secret.js').parseRootSecret,
 *   proveTreeConsistency: typeof import('../packages/records/dist/tree/proofs.js').proveTreeConsistency,
 * }} Making what the vectors are made with, from the sources or as built
 */

/** @template T @param {{ readonly ok: true, readonly value: T } | { readonly ok: false }} checked */
const given = checked => {
  if (!checked.ok) throw new Error('refused')
  return checked.value
}

const rootSecret = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64')

/** Bytes that anybody can make again: SHA-256 of a count, as often as bytes are wanted. */
const counted = () => {
  let count = 0
  /** @param {number} bytes */
  return bytes => {
    count += 1
    return createHash('sha256').update(String(count)).digest().subarray(0, bytes)
  }
}

const rules = { version: '1.0.0', digest: `sha256:${'ab'.repeat(32)}` }
/** @param {number} n */
const idOf = n => `019aab00-0000-7000-8000-00000000000${n}`
const place = { key: '0f'.repeat(16), subject: '5a'.repeat(16), decision: 'remit', year: 2026 }
const payload = '{"request":{"decision":"remit"},"result":{"answer":"in-remit"},"evaluation":{}}'

/** @type {readonly import('../packages/records/dist/append/draft.js').Draft[]} */
const drafts = [
  { clear: { id: idOf(0), type: 'rules-activated', client: 'local', rules } },
  {
    clear: {
      ...{ id: idOf(1), type: 'evaluated', client: 'mosaic-luton', correlation: 'ab-1', decision: 'remit' },
      ...{ authority: 'luton', asOf: '2026-11-22', rules },
    },
    sealed: { under: { subjectRef: 'case-17', decision: 'remit' }, payload },
  },
  {
    clear: { id: idOf(2), type: 'reviewed', client: 'local', actor: 'staff-4711', about: idOf(1), decision: 'remit' },
    sealed: { under: place, payload: '{"reason":"A “quoted” word, a tab\\tand é"}' },
  },
  { clear: { id: idOf(3), type: 'accessed', client: 'König & Söhne', actor: 'staff-4711' } },
  {
    clear: {
      ...{ id: idOf(4), type: 'erased', client: 'local', actor: 'staff-1', subject: place.subject },
      erased: { reason: 'erasure-request' },
    },
  },
]

/** @param {import('../packages/records/dist/crypto/deployment-keys.js').DeploymentKeys} keys */
const inHex = keys =>
  Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.export().toString('hex')]))

/** What a program that checks can be held to; every value is made from those above. @param {Making} making */
export const recordVectors = async making => {
  const random = counted()
  const root = given(making.parseRootSecret(rootSecret))
  const keys = making.drawDeploymentKeys(random)
  const stored = making.wrapDeploymentKeys(keys, root, random)
  const signer = given(making.createCheckpointSigner('records.example.org', keys.signingSeed.export()))
  const dataKey = { ...place, wrapped: making.drawWrappedKey(keys, place, random) }
  const batches = grown({ ...making, keys, signer, dataKey, random })
  const records = batches.flatMap(batch => batch.records)
  const leaves = records.map(({ leaf }) => Buffer.from(leaf))
  /** @param {number} from @param {number} to */
  const between = async (from, to) => leaves.slice(from, to)
  const proof = await making.proveTreeConsistency({ leaves: between, subtreeRoot: async () => undefined }, 3, 5)
  const receipts = batches.flatMap(batch => batch.kept.map(one => one.receipt))
  const link = { realm: 'luton', lookup: making.computeLookup(keys, 'luton', 'case-17'), subject: place.subject }
  return {
    rootSecret,
    deploymentKeys: stored.map(({ name, wrapped }) => ({
      name,
      key: keys[/** @type {keyof typeof keys} */ (name)].export().toString('hex'),
      wrapped: Buffer.from(wrapped).toString('base64'),
    })),
    derived: inHex(making.deriveDeploymentKeys(root)),
    subject: { reference: 'case-17', ...link, bound: making.computeBinding(keys, link).toString('hex') },
    tag: making.computeTag(keys, link),
    dataKey: { ...place, wrapped: dataKey.wrapped.toString('base64') },
    payload: { text: payload, sealed: Buffer.from(records[1]?.payload ?? []).toString('base64') },
    verifierKey: signer.verifierKey,
    records: records.map(({ envelope, leaf }) => ({ envelope, leaf: Buffer.from(leaf).toString('hex') })),
    checkpoints: batches.map(batch => batch.head.note),
    consistency: { from: 3, to: 5, proof: proof.map(hash => hash.toString('base64')) },
    receipts,
    wrong: wrongReceipts(receipts[1] ?? ''),
  }
}

/**
 * The records in two batches, as a log grows.
 * @param {Making & {
 *   keys: import('../packages/records/dist/crypto/deployment-keys.js').DeploymentKeys,
 *   signer: import('../packages/records/dist/checkpoint/signer.js').CheckpointSigner,
 *   dataKey: import('../packages/records/dist/database/schema.js').DataKeyRow,
 *   random: ReturnType<typeof counted>,
 * }} parts
 */
const grown = ({ buildBatch, sealDrafts, keys, signer, dataKey, random }) => {
  const batches = []
  const emptyRoot = createHash('sha256').digest()
  /** @type {import('../packages/records/dist/log/head.js').Head} */
  let head = { size: 0, root: emptyRoot, frontier: [], recordedAt: '', note: '' }
  for (const size of [3, 5]) {
    const some = drafts.slice(head.size, size)
    const under = some.filter(one => one.sealed !== undefined).map(() => ({ row: dataKey, tag: undefined }))
    const recordedAt = `2026-11-22T09:30:0${head.size}.000Z`
    const batch = buildBatch(
      some,
      sealDrafts(some, under, keys, random),
      { head, recordedAt, clock: recordedAt },
      { signer, engine: '1.0.0' },
    )
    head = batch.head
    batches.push(batch)
  }
  return batches
}
