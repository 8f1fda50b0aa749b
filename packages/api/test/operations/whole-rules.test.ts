import { expect, it } from 'vitest'
import { createWholeRules } from '../../src/operations/whole-rules.ts'
import { fixture } from '../fixture.ts'

const rulesWith = (digest: string) => ({ ...fixture, digest })

it('reads whole rules when they are first wanted, once for the rules in use, and again for others', async () => {
  let inUse = rulesWith('a')
  let readings = 0
  const whole = createWholeRules(
    () => inUse,
    async () => {
      readings += 1
      return { ok: true, value: inUse }
    },
    () => new Date(0),
  )
  expect(readings).toBe(0)
  const [first, second] = await Promise.all([whole(), whole()])
  expect([first, second, readings]).toEqual([inUse, inUse, 1])
  inUse = rulesWith('b')
  expect([await whole(), readings]).toEqual([inUse, 2])
})

it('gives none while what can be read is not what is in use, and tries again half a minute later', async () => {
  let time = 0
  const found = [
    async () => ({ ok: true, value: rulesWith('other') }) as const,
    async () => ({ ok: false, issues: [] }) as const,
    async () => Promise.reject(new Error('gone')),
    async () => ({ ok: true, value: rulesWith('a') }) as const,
  ]
  const whole = createWholeRules(
    () => rulesWith('a'),
    () => found.shift()!(),
    () => new Date(time),
  )
  for (let failed = 1; failed <= 3; failed += 1) {
    expect(await Promise.all([whole(), whole()])).toEqual([undefined, undefined])
    time += 29_999
    expect(await whole()).toBe(undefined)
    expect(found.length).toBe(4 - failed)
    time += 1
  }
  expect(await whole()).toMatchObject({ digest: 'a' })
  expect(await whole()).toMatchObject({ digest: 'a' })
})
