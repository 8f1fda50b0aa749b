import { latestCheckpoint, type Opening, type Records, recordsFromEnvironment } from '@virtual-school/records'
import { endAfterFile } from '../../../../test/support/after-file.ts'
import { makeFolder } from '../../../../test/support/folder.ts'
import type { ServiceParts } from '../../src/index.ts'
import { noLog } from '../../src/log.ts'
import { noMetrics } from '../../src/operations/metrics.ts'
import { startRecordsLifecycle } from '../../src/recording/lifecycle.ts'
import { fixture } from '../fixture.ts'
import { serving } from '../serving.ts'

interface Wanted extends Partial<ServiceParts> {
  readonly folder?: string
  readonly surroundings?: Opening['surroundings']
  /** Variables of the records; whoever reads need not be named, unless these say so. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The service with records in a folder of its own, SQLite’s, closed when the file’s tests are done. */
export const servingKept = async ({ folder, surroundings = {}, environment = {}, ...parts }: Wanted = {}) => {
  const { log = noLog, metrics = noMetrics, rules = fixture } = parts
  const directory = folder ?? (await makeFolder())
  const records = await recordsFromEnvironment(
    { REQUIRE_ACTOR: 'off', ...environment, DATA_DIR: directory },
    { engine: '1.0.0', surroundings },
  )
  if (!records.ok) throw new Error(JSON.stringify(records.issues))
  const keeping = startRecordsLifecycle(records.value, {
    log,
    metrics: () => metrics,
    now: surroundings.now ?? (() => new Date()),
  })
  endAfterFile(() => keeping.stop())
  await keeping.activate(rules)
  const served = await serving({ rules, ...parts, recorder: keeping.recorder })
  return { ...served, keeping, records: records.value, folder: directory }
}

/** An answer with its record. */
export interface Kept {
  readonly id: string
  readonly recordedAt: string
  readonly receipt: { readonly envelope: { readonly seq: number } }
  readonly result: object
}

/** How many records there are. */
export const lengthOf = async (records: Records): Promise<number> => (await latestCheckpoint(records.database)).size
