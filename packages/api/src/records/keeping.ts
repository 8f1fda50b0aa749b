import { activateRules, latestCheckpoint, type Records, secretBesideRecords } from '@virtual-school/records'
import type { Rules } from '@virtual-school/rules'
import type { Log } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { copyCheckpoints } from './checkpoint-copies.ts'
import { checkpointPlaces } from './checkpoint-places.ts'
import { logClock } from './clock.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { openFor } from './open.ts'
import type { RecordsSettings } from './settings.ts'

/** Records as the service has them from its start to its end. */
export interface Keeping {
  /** Undefined: they are off. */
  readonly keeper: Keeper | undefined
  /** What the log says of them: `off`, `sqlite` or `postgres`. */
  readonly told: string
  /** Has to come before the first decision by these rules. Rejects where it could not be kept. */
  readonly activate: (rules: Rules) => Promise<void>
  /** By how many seconds this machine’s clock is behind the last record; 0 if it is not. */
  readonly clockBehindSeconds: () => number
  /** Writes what is waiting, puts the last checkpoint into its second place, and closes. */
  readonly stop: () => Promise<void>
}

interface World {
  readonly log: Log
  readonly metrics: () => Metrics
  /** The clock. */
  readonly now?: () => Date
}

const off: Keeping = {
  keeper: undefined,
  told: 'off',
  activate: async () => {},
  clockBehindSeconds: () => 0,
  stop: async () => {},
}

/**
 * Opens the records, if they are on, while the first rules are loaded, and records that these are in use. Rejects where either
 * cannot be done.
 */
export const keepingFor = async (
  settings: RecordsSettings | undefined,
  first: Promise<Rules>,
  world: World,
): Promise<Keeping> => {
  if (settings === undefined) return off
  const [records, rules] = await Promise.allSettled([openFor(settings), first])
  if (records.status === 'rejected') throw rules.status === 'rejected' ? rules.reason : records.reason
  const keeping = keepingIn(records.value, settings, world)
  try {
    if (rules.status === 'rejected') throw rules.reason
    await keeping.activate(rules.value)
    await keeping.keeper?.start()
  } catch (thrown) {
    await keeping.stop()
    throw thrown
  }
  return keeping
}

/** Says in the log, at each start, what works and puts the records at risk. */
export const warnOfRecords = async (settings: RecordsSettings | undefined, log: Log): Promise<void> => {
  const what = settings && (await secretBesideRecords(settings.environment))
  if (what !== undefined) log.warning('secret-beside-records', { what })
}

/** As `keepingFor`, over records that are open already; no rules are active yet. */
export const keepingIn = (
  records: Records,
  { copies: where }: Pick<RecordsSettings, 'copies'>,
  { log, metrics, now = () => new Date() }: World,
): Keeping => {
  const copies = copyCheckpoints({
    places: checkpointPlaces(where),
    current: () => latestCheckpoint(records.database),
    ...{ log, metrics },
  })
  const clock = logClock(now, log)
  let digest: string | undefined
  const keeper = createKeeper(records, {
    ...{ log, metrics, grown: copies.grown, recordedAt: clock.heardOf, rules: () => digest },
  })
  return {
    keeper,
    told: records.database.kind,
    activate: async rules => {
      await activateRules(records, rules, { client: 'local' })
      digest = rules.digest
      copies.grown()
    },
    clockBehindSeconds: clock.behindSeconds,
    stop: async () => {
      keeper.stop()
      await copies.stop()
      await records.close()
    },
  }
}
