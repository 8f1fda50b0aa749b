import { atOnce } from '../database/at-once.ts'
import type { Writing } from '../keeping/keep-drafts.ts'
import { ensureKeys, type SealingKey } from '../keys/ensure-keys.ts'
import { keysAdded, keysHeld } from '../keys/key-tables.ts'
import { questionsOf, type Wanting, wantOf } from '../keys/want.ts'
import { headLocked } from '../log/head.ts'

/**
 * The key under which something of a child, a decision and a year is sealed; made, with the child’s number, if there is none yet. Of
 * keys alone, so that on SQLite it is done wholly or not at all.
 */
export const placeFor = (
  { database, keys, random }: Pick<Writing, 'database' | 'keys' | 'random'>,
  wanting: Wanting & { readonly subjectRef: string },
): Promise<SealingKey> =>
  database.db.transaction().execute(async within => {
    const want = wantOf(wanting, keys, random)
    const [, held] = await atOnce(within, headLocked(within, database.kind), keysHeld(within, questionsOf([want])))
    const { inserts, under } = ensureKeys([want], held, keys, random)
    await atOnce(within, keysAdded(within, inserts))
    return under[0]!
  })
