import { afterEach } from 'vitest'
import type { DatabasePlace } from '../../src/database/open.ts'
import type { Watch } from '../../src/database/watch.ts'
import type { Records } from '../../src/records.ts'
import type { Databases } from './databases.ts'
import { recordsAt } from './kept.ts'
import { oldRecordsIn, oldSettings } from './old-records.ts'

/** Places that each hold what version 1.0 wrote, and how they are opened; all are closed after a test. */
export const oldPlaces = ({ place, copy }: Pick<Databases, 'place' | 'copy'>) => {
  const opened: Records[] = []
  let original: Promise<DatabasePlace> | undefined
  const first = async () => {
    const at = await place()
    await oldRecordsIn(at)
    return at
  }
  const closeAll = async () => {
    await Promise.all(opened.splice(0).map(one => one.close()))
  }
  afterEach(closeAll)
  return {
    old: async (): Promise<DatabasePlace> => {
      original ??= first()
      return copy(await original)
    },
    open: async (at: DatabasePlace, watch?: Watch): Promise<Records> => {
      const records = await recordsAt(at, oldSettings, undefined, watch)
      opened.push(records)
      return records
    },
    closeAll,
  }
}
