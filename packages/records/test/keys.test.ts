import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildKeyLookup, buildKeyRequest, type KeyRequest, planKeys } from '../src/append/data-keys.ts'
import { drawDeploymentKeys } from '../src/crypto/deployment-keys.ts'
import { drawWrappedKey, openPayload, sealPayload, unwrapKey } from '../src/crypto/seal.ts'
import type { DataKeyRow } from '../src/database/schema.ts'
import { memoryKeys } from './support/memory-keys.ts'

const newKeys = () => drawDeploymentKeys(randomBytes)
const keys = newKeys()
const place = { key: 'a'.repeat(32), subject: 'b'.repeat(32), decision: 'remit', year: 2026 }
const row: DataKeyRow = { ...place, wrapped: drawWrappedKey(keys, place, randomBytes) }
const bytesOf = (from: DataKeyRow, by = keys) => {
  const opened = unwrapKey(by, from)
  return opened.ok ? opened.value.export().toString('hex') : opened.issues.map(one => one.code)
}

describe('a wrapped data key', () => {
  test('opens with the deployment’s key in its place, whatever else the row has', () => {
    expect(bytesOf(row)).toMatch(/^[0-9a-f]{64}$/)
    expect(bytesOf({ ...row, ...{ more: 1 } })).toBe(bytesOf(row))
    expect(row.wrapped.length).toBe(61)
  })

  test.each([
    ['another key id', { key: 'c'.repeat(32) }],
    ['another subject', { subject: 'c'.repeat(32) }],
    ['another decision', { decision: 'sign-off' }],
    ['another year', { year: 2025 }],
    ['nothing', { wrapped: new Uint8Array(0) }],
    ['less', { wrapped: row.wrapped.subarray(0, 60) }],
    ['more', { wrapped: Buffer.concat([row.wrapped, Buffer.alloc(1)]) }],
  ])('does not open with %s', (_, other) => {
    expect(bytesOf({ ...row, ...other })).toEqual(['malformed'])
  })

  test('does not open in another deployment, nor with any bit changed', () => {
    expect(bytesOf(row, newKeys())).toEqual(['malformed'])
    for (let bit = 0; bit < row.wrapped.length * 8; bit += 1) {
      const wrapped = Buffer.from(row.wrapped)
      wrapped[bit >> 3]! ^= 1 << (bit & 7)
      expect(bytesOf({ ...row, wrapped })).toEqual(['malformed'])
    }
  })
})

type Draft = Parameters<typeof buildKeyRequest>[0]
const draft: fc.Arbitrary<Draft> = fc.record({
  subjectRef: fc.option(fc.constantFrom('C-1', 'C-2', 'C-3'), { nil: undefined }),
  decision: fc.constantFrom('remit', 'sign-off'),
  year: fc.constantFrom(2025, 2026),
})
const wantsOf = (drafts: readonly Draft[]) => drafts.map(one => buildKeyRequest(one, keys, randomBytes))

const planned = async (rows: ReturnType<typeof memoryKeys>, wants: readonly KeyRequest[]) =>
  planKeys(wants, await rows.held(buildKeyLookup(wants)), keys, randomBytes)

describe('the keys of batches', () => {
  test('are one for each subject, decision and year; inserted once; and seal what they then open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(draft, { maxLength: 6 }), { maxLength: 4 }), async batches => {
        const rows = memoryKeys()
        const keyOf = new Map<string, string>()
        for (const drafts of batches) {
          const wants = wantsOf(drafts)
          await rows.insert((await planned(rows, wants)).inserts)
          const { inserts, under } = await planned(rows, wants)
          expect(inserts).toEqual({ subjects: [], dataKeys: [] })
          drafts.forEach(({ subjectRef, decision, year }, i) => {
            expect(under[i]!.row).toMatchObject({ decision, year })
            if (subjectRef === undefined) return
            const name = `${subjectRef} ${decision} ${year}`
            expect(under[i]!.row.key).toBe(keyOf.get(name) ?? under[i]!.row.key)
            keyOf.set(name, under[i]!.row.key)
          })
          for (const one of under) expect(unwrapKey(keys, one!.row).ok).toBe(true)
        }
        const alone = batches.flat().filter(one => one.subjectRef === undefined).length
        expect(rows.dataKeys.length).toBe(keyOf.size + alone)
        expect(new Set(rows.dataKeys.map(one => one.key)).size).toBe(rows.dataKeys.length)
        expect(rows.subjects.length).toBe(new Set([...keyOf.keys()].map(name => name.slice(0, 3))).size)
        expect(JSON.stringify(rows)).not.toContain('C-')
      }),
      { numRuns: 60 },
    )
  })

  test('an event is sealed under the key of its decision, and under none once that is erased', async () => {
    const rows = memoryKeys()
    const wants = wantsOf([{ subjectRef: 'C-1', decision: 'remit', year: 2026 }])
    await rows.insert((await planned(rows, wants)).inserts)
    const [made] = rows.dataKeys
    const event: KeyRequest = { key: made!.key }
    expect(await planned(rows, [event])).toEqual({
      inserts: { subjects: [], dataKeys: [] },
      under: [{ row: made, tag: undefined }],
    })
    rows.erase(made!.subject)
    expect((await planned(rows, [event])).under).toEqual([undefined])
    const after = await planned(rows, wants)
    expect(after.inserts.subjects[0]!.subject).not.toBe(made!.subject)
    expect(after.under[0]!.row.key).not.toBe(made!.key)
  })

  test('of two instances that insert at once, both seal under what was there first', async () => {
    const rows = memoryKeys()
    const [one, other] = [0, 1].map(() => wantsOf([{ subjectRef: 'C-1', decision: 'remit', year: 2026 }]))
    const plans = [await planned(rows, one!), await planned(rows, other!)]
    for (const { inserts } of plans) await rows.insert(inserts)
    const again = await planned(rows, other!)
    // The loser’s data key hangs on a subject that nobody finds; a second round gives it the one that is found.
    await rows.insert(again.inserts)
    expect((await planned(rows, other!)).under[0]!.row.key).toBe(plans[0]!.under[0]!.row.key)
  })

  test('what was sealed before erasure opens with no key that is left', async () => {
    const rows = memoryKeys()
    const wants = wantsOf(['C-1', 'C-2'].map(subjectRef => ({ subjectRef, decision: 'remit', year: 2026 })))
    await rows.insert((await planned(rows, wants)).inserts)
    const { under } = await planned(rows, wants)
    const record = { id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e', type: 'evaluated' } as const
    const first = unwrapKey(keys, under[0]!.row)
    if (!first.ok) throw new Error('no key')
    const sealed = sealPayload(first.value, 'canary', record, randomBytes)
    expect(openPayload(first.value, sealed, record)).toEqual({ ok: true, value: 'canary' })
    rows.erase(under[0]!.row.subject)
    for (const one of [...rows.dataKeys, ...(await planned(rows, wants)).inserts.dataKeys]) {
      const key = unwrapKey(keys, one)
      if (key.ok) expect(openPayload(key.value, sealed, record).ok).toBe(false)
    }
  })
})
