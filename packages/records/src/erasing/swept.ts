import type { RecordsDatabase } from '../database/open.ts'
import { sweep } from '../database/sweep.ts'
import { destroyErased } from './destroy-erased.ts'

/** Takes what was deleted out of the files too. False where it could not be done now, as while another process reads. */
export const swept = async ({ database }: { readonly database: RecordsDatabase }): Promise<boolean> => {
  try {
    await sweep(database)
    // Nothing is found: this notes that what was just erased is gone, so that nobody who opens the records looks for it.
    await destroyErased(database)
    return true
  } catch {
    return false
  }
}
