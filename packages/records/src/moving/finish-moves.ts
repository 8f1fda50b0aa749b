import { swept } from '../erasing/swept.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import { contentsLost } from './contents-lost.ts'
import { destroyEmptied, type Emptying } from './empty-key.ts'
import { canBePutAside, retiredKeys, retireKey } from './retire-key.ts'
import { returnedKeys } from './returned-keys.ts'

const by = { client: 'local' } as const

/** Whether the key is gone. */
const isEmptied = async (writing: Emptying, key: DataKeyRow): Promise<boolean> => {
  try {
    await destroyEmptied(writing, key, by)
    return true
  } catch (error) {
    if (error !== contentsLost) throw error
    return false
  }
}

/**
 * Goes on with moves that were cut short, and does again what a restored backup of the keys has undone: what is still sealed under a
 * key that was put aside, or that a move destroyed once, is sealed again where it belongs, and the key destroyed. A key under which
 * something is damaged stays put aside, so that the rest can be read; `verifyLog` names it.
 */
export const finishMoves = async (writing: Emptying): Promise<void> => {
  let emptied = 0
  for (const key of await retiredKeys(writing.database.db)) if (await isEmptied(writing, key)) emptied += 1
  for (const id of await returnedKeys(writing.database)) {
    const key = (await canBePutAside(writing, id)) ? await retireKey(writing, id) : undefined
    if (key !== undefined && (await isEmptied(writing, key))) emptied += 1
  }
  // If that cannot be done now, `prune` tries it again.
  if (emptied > 0) await swept(writing)
}
