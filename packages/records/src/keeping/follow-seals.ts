import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { KeyRowsHeld } from '../keys/key-rows.ts'
import type { KeyWant } from '../keys/want.ts'
import { recordById } from '../log/read.ts'
import { sealOf } from '../moving/seal-of.ts'
import { dataKeysBy } from '../opening/open.ts'
import type { Draft } from './draft.ts'

interface Planned {
  readonly wants: readonly KeyWant[]
  readonly held: KeyRowsHeld
}

/**
 * An event is sealed under the key that its decision had when the event was made. If that key is gone and the decision was sealed
 * again since, as when it was moved, the event goes with it. Reads nothing if every key is there, as nearly always.
 */
export const followSeals = async (
  db: Kysely<Schema>,
  drafts: readonly Draft[],
  { wants, held }: Planned,
): Promise<Planned> => {
  const known = new Set(held.dataKeys.map(one => one.key))
  const sealed = drafts.filter(draft => draft.sealed !== undefined)
  const followed = new Map<number, string>()
  for (const [n, want] of wants.entries()) {
    const about = sealed[n]?.clear.about
    if (!('key' in want) || known.has(want.key) || about === undefined) continue
    const row = await recordById(db, about)
    const seal = row && (await sealOf(db, row))
    if (seal !== undefined) followed.set(n, seal.key)
  }
  if (followed.size === 0) return { wants, held }
  const more = await dataKeysBy(db, [...followed.values()])
  return {
    wants: wants.map((want, n) => (followed.has(n) ? { key: followed.get(n)! } : want)),
    held: { ...held, dataKeys: [...held.dataKeys, ...more] },
  }
}
