import { afterEach } from 'vitest'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import type { QueryObserver } from '../../src/database/parameters.ts'
import type { Databases } from './databases.ts'
import { recordsAt } from './kept.ts'
import { isFull, oldRecords, oldRecordsIn, oldSettings } from './old-records.ts'

/** What the first opening took, which brings the records up to date; said in the full size alone. */
const told = (kind: string, begun: number): void => {
  const seconds = ((performance.now() - begun) / 1000).toFixed(2)
  const size = `${oldRecords.given.length} decisions, ${oldRecords.rows.records!.length} records`
  if (isFull) process.stderr.write(`${kind}: brought up to date in ${seconds} s: ${size}\n`)
}

/** Places that each hold what version 1.0 wrote, and how they are opened; all are closed after a test. */
export const oldPlaces = ({ kind, emptyPlace, copy }: Pick<Databases, 'kind' | 'emptyPlace' | 'copy'>) => {
  const opened: Records[] = []
  let original: Promise<DatabasePlace> | undefined
  let isTold = false
  const first = async () => {
    const at = await emptyPlace()
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
    open: async (at: DatabasePlace, observer?: QueryObserver): Promise<Records> => {
      const begun = performance.now()
      const records = await recordsAt(at, oldSettings, undefined, observer)
      if (!isTold) told(kind, begun)
      isTold = true
      opened.push(records)
      return records
    },
    closeAll,
  }
}
