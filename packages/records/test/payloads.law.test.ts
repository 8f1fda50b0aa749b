import { createSecretKey, randomBytes } from 'node:crypto'
import { loadRules, scenariosOf } from '@virtual-school/rules'
import { expect, test } from 'vitest'
import { realDirectory } from '../../../test/support/real-rules.ts'
import { sealPayload } from '../src/crypto/seal.ts'
import { reduceRequest } from '../src/model/payload.ts'

const rules = await loadRules(realDirectory, { whole: true })
const key = createSecretKey(randomBytes(32))
const record = { id: '0190b5f2-7c1e-7cc2-9d2c-2f6f1b3c4d5e', type: 'evaluated' } as const

const payloads = scenariosOf(rules).flatMap(({ request }) => {
  const kept = rules.evaluateForRecord(request)
  if ('issues' in kept) return []
  const asked = JSON.stringify(reduceRequest(rules, request))
  return [`{"request":${asked},"result":${kept.text},"evaluation":${JSON.stringify(kept.evaluation)}}`]
})

test('the sealed payload of every scenario has one size, so that none tells of a result by its length', () => {
  expect(payloads.length).toBeGreaterThan(0)
  const sizes = new Set(payloads.map(text => sealPayload(key, text, record, randomBytes).length))
  expect(sizes).toEqual(new Set([6144 + 29]))
})
