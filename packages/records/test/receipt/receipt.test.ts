import { canonicalJson } from '@virtual-school/rules'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../test/support/sizes.ts'
import { parseReceipt } from '../../src/receipt/receipt.ts'
import type { ReceiptCheckName, ReceiptReport } from '../../src/receipt/report.ts'
import { type ReceiptEvidence, receiptVerifier, verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { proveTreeConsistency } from '../../src/tree/proofs.ts'
import { envelopeAt, isByAnotherKey, logOf, origin, signerOf } from '../support/receipts.ts'

const log = logOf(9)
const { verifierKey } = log
const failing = (report: ReceiptReport): readonly ReceiptCheckName[] =>
  report.checks.filter(one => one.outcome === 'failed').map(one => one.check)
const verdictOf = (text: string, evidence: Partial<ReceiptEvidence> = {}) => {
  const report = verifyReceipt(text, { verifierKey, ...evidence })
  return [report.verdict, ...failing(report)]
}
type Loose = Record<string, unknown> & { envelope: Record<string, unknown>; proof: string[] }
const changed = (text: string, change: (receipt: Loose) => void): string => {
  const receipt = JSON.parse(text) as Loose
  change(receipt)
  return canonicalJson(receipt)
}

describe('receipts', () => {
  it('are canonical JSON and come back as they went in', () => {
    for (const [seq, text] of log.receipts.entries()) {
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(parseReceipt(text)).toMatchObject({ ok: true, value: { index: seq, envelope: envelopeAt(seq) } })
    }
  })

  it('are genuine, each of a log of any size, and say what was compared', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (count, pick) => {
        expect(verdictOf(logOf(count).receipts[pick % count]!)).toEqual(['genuine'])
      }),
      { numRuns: 20 },
    )
    const report = verifyReceipt(log.receipts[3]!, { verifierKey })
    expect(report.checks.map(one => one.check)).toEqual(['form', 'signature', 'log', 'number', 'inclusion'])
    expect(report.checks.map(one => one.detail).join('\n')).toMatch(
      /9 records[\s\S]*number 3[\s\S]*4 steps[\s\S]*signed root/,
    )
  })

  it('refuse text that is no receipt, naming the place and the right word', () => {
    const text = log.receipts[0]!
    const issuesOf = (wrong: string) => verifyReceipt(wrong, { verifierKey }).issues
    expect(issuesOf('')).toMatchObject([{ code: 'not-json' }])
    expect(issuesOf(`${text} `)).toMatchObject([{ code: 'malformed', message: expect.stringContaining('canonical') }])
    expect(issuesOf(JSON.stringify(JSON.parse(text), null, 2))).toMatchObject([{ code: 'malformed' }])
    expect(issuesOf(changed(text, one => Object.assign(one, { indx: 1 })))).toMatchObject([
      { code: 'unknown-member', pointer: '/indx', suggestion: 'index' },
    ])
    expect(issuesOf(changed(text, one => delete one.envelope.client))).toMatchObject([
      { code: 'wrong-type', pointer: '/envelope/client' },
    ])
    expect(issuesOf(changed(text, one => one.proof.fill(one.proof[0]!.replace(/.=$/, 'B='))))).not.toEqual([])
    expect(verdictOf(text.replace('"v":1}', '"v":1,"v":1}'))).toEqual(['not-genuine', 'form'])
  })

  it.each<[string, (receipt: Loose) => void, readonly string[]]>([
    ['who called', one => Object.assign(one.envelope, { client: 'other' }), ['inclusion']],
    ['a member taken away', one => delete one.envelope.correlation, ['inclusion']],
    ['its number', one => Object.assign(one.envelope, { seq: 4 }), ['number', 'inclusion']],
    ['its place', one => Object.assign(one, { index: 4 }), ['number', 'inclusion']],
    [
      'number and place',
      one => [Object.assign(one, { index: 4 }), Object.assign(one.envelope, { seq: 4 })],
      ['inclusion'],
    ],
    ['its log', one => Object.assign(one.envelope, { log: 'other' }), ['log', 'inclusion']],
    ['a step of the proof lost', one => one.proof.pop(), ['inclusion']],
    ['steps in another order', one => one.proof.reverse(), ['inclusion']],
    [
      'the size',
      one => Object.assign(one, { checkpoint: String(one.checkpoint).replace('\n9\n', '\n8\n') }),
      ['signature'],
    ],
  ])('fail where %s was changed', (_, change, checks) => {
    expect(verdictOf(changed(log.receipts[3]!, change))).toEqual(['not-genuine', ...checks])
  })

  it('are judged alike one by one and many at once', () => {
    const wrong = changed(log.receipts[3]!, one => Object.assign(one, { checkpoint: `${String(one.checkpoint)} ` }))
    const verify = receiptVerifier({ verifierKey })
    for (const text of [log.receipts[0]!, wrong, ...logOf(4).receipts, wrong, wrong, log.receipts[1]!])
      expect(verify(text)).toEqual(verifyReceipt(text, { verifierKey }))
  })

  it('fail with another’s key, another’s proof, and a checkpoint that does not stand alone', () => {
    const { verifierKey: elsewhere } = signerOf(7, 'elsewhere.example.org')
    expect(verdictOf(log.receipts[0]!, { verifierKey: elsewhere })).toEqual(['not-genuine', 'signature', 'log'])
    expect(verdictOf(log.receipts[0]!, { verifierKey: 'none' })).toEqual(['not-genuine', 'signature'])
    const foreign = logOf(9, signerOf(7, 'elsewhere.example.org'))
    expect(verdictOf(foreign.receipts[0]!, { verifierKey: foreign.verifierKey })).toEqual(['not-genuine', 'log'])
    const twice = changed(log.receipts[0]!, one => {
      one.checkpoint = `${String(one.checkpoint)}${String(one.checkpoint).split('\n\n')[1]}`
    })
    expect(verdictOf(twice)).toEqual(['not-genuine', 'signature'])
  })

  it('are undecided, and say why, if a key of the log that was not given signed them, and hold together', () => {
    const text = log.receipts[3]!
    const earlier = signerOf(8).verifierKey
    const report = verifyReceipt(text, { verifierKey: earlier })
    expect(report.verdict).toBe('undecided')
    expect(report.checks.find(one => one.check === 'signature')).toMatchObject({
      outcome: 'not-tried',
      detail: expect.stringMatching(/a key of this log’s name that was not given, [0-9a-f]{8}, .* for all of its keys/),
    })
    expect(verdictOf(text, { verifierKey: `${earlier}\n${verifierKey}` })).toEqual(['genuine'])
    const other = changed(text, one => Object.assign(one.envelope, { client: 'other' }))
    expect(verdictOf(other, { verifierKey: earlier })).toEqual(['not-genuine', 'inclusion'])
    // Who claims a key that was given is held to it.
    const id = (key: string) => Buffer.from(key.split('+')[1]!, 'hex')
    const claiming = (key: string) =>
      changed(text, one => {
        const [head = '', encoded = ''] = String(one.checkpoint).split(`— ${origin} `)
        const signature = Buffer.from(encoded, 'base64').subarray(4)
        one.checkpoint = `${head}— ${origin} ${Buffer.concat([id(key), signature]).toString('base64')}\n`
      })
    expect(claiming(verifierKey)).toBe(text)
    expect(verdictOf(claiming(earlier), { verifierKey: earlier })).toEqual(['not-genuine', 'signature'])
    expect(verdictOf(claiming(signerOf(9).verifierKey))).toEqual(['not-genuine', 'signature'])
    const { checkpoint } = logOf(9, signerOf(9))
    const outside = verifyReceipt(text, { verifierKey, checkpoint })
    expect([outside.verdict, outside.checks.at(-2)]).toMatchObject(['undecided', { outcome: 'not-tried' }])
  })

  it('throw at no text', () => {
    const text = log.receipts[0]!
    const spoilt = fc
      .tuple(fc.nat(text.length), fc.nat(9), fc.string())
      .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), spoilt), any => {
        const spoiled = isByAnotherKey(any, text) ? 'undecided' : 'not-genuine'
        expect(verifyReceipt(any, { verifierKey }).verdict).toBe(any === text ? 'genuine' : spoiled)
      }),
      { numRuns: runs(12) },
    )
  })
})

describe('a checkpoint kept elsewhere', () => {
  const longer = logOf(40)
  const proofBetween = async (older: number, newer: number) =>
    (await proveTreeConsistency(longer.source, older, newer)).map(one => one.toString('base64'))

  it('shows the receipt’s log to be its beginning, its continuation, or itself', async () => {
    const older = log.receipts[3]!
    const consistency = await proofBetween(9, 40)
    expect(verdictOf(older, { checkpoint: log.checkpoint })).toEqual(['genuine'])
    expect(verdictOf(older, { checkpoint: longer.checkpoint, consistency })).toEqual(['genuine'])
    expect(verdictOf(longer.receipts[39]!, { checkpoint: log.checkpoint, consistency })).toEqual(['genuine'])
    const first = signerOf(7).sign({
      size: 0,
      root: Buffer.from('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', 'base64'),
    })
    expect(verdictOf(older, { checkpoint: first })).toEqual(['genuine'])
    const report = verifyReceipt(older, { verifierKey, checkpoint: longer.checkpoint, consistency })
    expect(report.checks.at(-1)?.detail).toContain('begins with all of the receipt’s')
  })

  it('leaves the verdict open while the proof between the two is not there', () => {
    const report = verifyReceipt(log.receipts[3]!, { verifierKey, checkpoint: longer.checkpoint })
    expect(report.verdict).toBe('undecided')
    expect(report.checks.at(-1)).toMatchObject({ check: 'prefix', outcome: 'not-tried' })
    expect(report.checks.at(-1)?.detail).toContain('from 9 to 40')
  })

  it('finds a log that was written anew under the same key, of the same size or another', async () => {
    const anew = (count: number) =>
      logOf(count, signerOf(7), one => (one.seq === 2 ? { ...one, client: 'changed' } : one))
    const forged = anew(9).receipts[3]!
    expect(verdictOf(forged)).toEqual(['genuine'])
    expect(verdictOf(forged, { checkpoint: log.checkpoint })).toEqual(['not-genuine', 'prefix'])
    const consistency = await proofBetween(9, 40)
    expect(verdictOf(forged, { checkpoint: longer.checkpoint, consistency })).toEqual(['not-genuine', 'prefix'])
    expect(verdictOf(log.receipts[3]!, { checkpoint: anew(40).checkpoint, consistency })).toEqual([
      'not-genuine',
      'prefix',
    ])
  })

  it('fails where it or the proof is damaged', async () => {
    const consistency = await proofBetween(9, 40)
    const text = log.receipts[3]!
    expect(verdictOf(text, { checkpoint: 'none' })).toEqual(['not-genuine', 'outside'])
    const damaged = consistency.with(0, consistency[1]!)
    expect(verdictOf(text, { checkpoint: longer.checkpoint, consistency: damaged })).toEqual(['not-genuine', 'prefix'])
    const unreadable = consistency.with(0, 'none')
    expect(verdictOf(text, { checkpoint: longer.checkpoint, consistency: unreadable })).toEqual([
      'not-genuine',
      'prefix',
    ])
    expect(verdictOf(text, { checkpoint: signerOf(7, origin).sign({ size: 9, root: Buffer.alloc(32) }) })).toEqual([
      'not-genuine',
      'prefix',
    ])
  })
})
