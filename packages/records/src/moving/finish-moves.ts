import { destroyEmptied, type Emptying } from './empty-key.ts'
import { contentsLost } from './reseal.ts'
import { retiredKeys } from './retire-key.ts'

const by = { client: 'local' } as const

/**
 * Goes on with moves that were cut short: what is still sealed under a key that was put aside is sealed again where it belongs, and
 * the key destroyed. A key under which something is damaged stays put aside, so that the rest can be read; `verifyLog` names it.
 */
export const finishMoves = async (writing: Emptying): Promise<void> => {
  for (const key of await retiredKeys(writing.database.db)) {
    try {
      await destroyEmptied(writing, key, by)
    } catch (error) {
      if (error !== contentsLost) throw error
    }
  }
}
