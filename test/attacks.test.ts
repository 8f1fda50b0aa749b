import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { inCheckout } from '../scripts/places.mjs'
import type { Attack } from './attacks/attack.ts'
import { byService } from './attacks/by-service.ts'
import { byUse } from './attacks/by-use.ts'
import { onGuards } from './attacks/on-guards.ts'
import { onHead } from './attacks/on-head.ts'
import { onKeys } from './attacks/on-keys.ts'
import { onRecords } from './attacks/on-records.ts'
import { outcomeOf } from './attacks/outcome.ts'
import { attackRows, testedElsewhere } from './attacks/page.ts'
import { type Ground, groundFor } from './attacks/setup.ts'
import { sizeOf } from './support/sizes.ts'

const attacks: Readonly<Record<string, Attack>> = {
  ...onRecords,
  ...onHead,
  ...onKeys,
  ...onGuards,
  ...byService,
  ...byUse,
}

/** One attack in so many is made, others on the one database than on the other. */
const oneIn = sizeOf('ATTACKS_ONE_IN')
const first = { sqlite: 0, postgres: Math.floor(oneIn / 2) }

describe.each(['sqlite', 'postgres'] as const)('attacks on a stored log, %s', kind => {
  let ground: Promise<Ground> | undefined
  afterAll(async () => (await ground)?.stop())
  const rows = attackRows.filter((one, n) => one.on.includes(kind) && n % oneIn === first[kind])

  it.each(rows)('$name, by the $by, with the $given: $withSecret', async row => {
    ground ??= groundFor(kind)
    const found = await (await ground).attack(attacks[row.name]!, row)
    const outcome =
      found === 'refused'
        ? { withSecret: 'refused', byKeyAlone: 'refused' }
        : { withSecret: outcomeOf(found.withSecret), byKeyAlone: outcomeOf(found.byKeyAlone) }
    expect(outcome, JSON.stringify(outcome)).toEqual({ withSecret: row.withSecret, byKeyAlone: row.byKeyAlone })
  })
})

describe('the page of attacks', () => {
  it('has every attack that there is, and none that there is not', () => {
    expect([...new Set(attackRows.map(one => one.name))].sort()).toEqual(Object.keys(attacks).sort())
    expect(attackRows.length + testedElsewhere.length).toBeGreaterThanOrEqual(45)
  })

  it.each(testedElsewhere)('says of $name which test makes it', ({ file, words }) => {
    expect(readFileSync(inCheckout(file), 'utf8')).toContain(words)
  })
})
