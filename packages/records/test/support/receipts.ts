import { canonicalJson } from '@virtual-school/rules'
import { createCheckpointSigner } from '../../src/checkpoint/signer.ts'
import type { Envelope } from '../../src/model/envelope.ts'
import { createReceiptWriter } from '../../src/receipt/receipt.ts'
import { appendLeaves, emptyFrontier } from '../../src/tree/append.ts'
import { leafHash } from '../../src/tree/hash.ts'
import { storedLog } from './stored-log.ts'

export const origin = 'records.example.org/2026'

export const signerOf = (fill: number, name = origin) => {
  const made = createCheckpointSigner(name, Buffer.alloc(32, fill))
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return made.value
}

const id = (n: number): string => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** An evaluated decision in full, and every third an event about the one before it, with as little as may stand. */
export const envelopeAt = (seq: number, log = origin): Envelope => {
  const always = {
    v: 1,
    log,
    seq,
    id: id(seq),
    recordedAt: '2026-11-26T09:30:00.125Z',
    client: 'local',
    engine: '1.0.0',
  } as const
  if (seq % 3 === 2) return { ...always, type: 'reviewed', about: id(seq - 1), actor: 'staff-7' }
  return {
    ...always,
    type: 'evaluated',
    correlation: 'caf\u00e9-42',
    subject: 'a'.repeat(32),
    key: 'b'.repeat(32),
    decision: 'reduced-timetable',
    authority: 'luton',
    asOf: '2026-11-22',
    rules: { version: '1.0.0', digest: `sha256:${'c'.repeat(64)}` },
    payload: { sha256: 'd'.repeat(64), bytes: 812 },
  }
}

/** A log of `count` records in one batch, with the receipt of each. */
export const logOf = (count: number, signer = signerOf(7), change = (envelope: Envelope): Envelope => envelope) => {
  const texts = Array.from({ length: count }, (_, seq) => canonicalJson(change(envelopeAt(seq))))
  const leaves = texts.map(leafHash)
  const added = appendLeaves(emptyFrontier, leaves)
  const checkpoint = signer.sign({ size: count, root: added.root })
  const write = createReceiptWriter(checkpoint)
  const receipts = texts.map((text, n) => write(text, n, added.proofOf(n)))
  return { receipts, checkpoint, source: storedLog(leaves).source, verifierKey: signer.verifierKey }
}

/** A receipt without its signature, and whose signature of how many bytes that is. */
const inParts = (text: string) => {
  const receipt = JSON.parse(text) as { checkpoint: string }
  const [, head, encoded = ''] = /^([\s\S]*\n— [^ ]+ )(.*)\n$/.exec(receipt.checkpoint) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  const isWhole = bytes.length === 68 && bytes.toString('base64') === encoded
  const [id, signature] = [bytes.toString('hex', 0, 4), bytes.toString('hex', 4)]
  return { rest: canonicalJson({ ...receipt, checkpoint: head ?? '' }), isWhole, id, signature }
}

/** Whether a text is a genuine receipt but for a signature by another key, so that without that key nobody can tell. */
export const isByAnotherKey = (text: string, genuine: string): boolean => {
  try {
    const [one, other] = [inParts(text), inParts(genuine)]
    const isCanonical = canonicalJson(JSON.parse(text)) === text
    return (
      isCanonical && one.isWhole && one.rest === other.rest && one.id !== other.id && one.signature !== other.signature
    )
  } catch {
    return false
  }
}
