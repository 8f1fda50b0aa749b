import { activateRules, latestCheckpoint, type Records, tryWriting } from '@virtual-school/records'
import type { Rules } from '@virtual-school/rules'
import type { Log } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { copyCheckpoints } from './checkpoint-copies.ts'
import { checkpointPlaces } from './checkpoint-places.ts'
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
  /** Writes what is waiting, puts the last checkpoint into its second place, and closes. */
  readonly stop: () => Promise<void>
}

interface World {
  readonly log: Log
  readonly metrics: () => Metrics
}

const off: Keeping = { keeper: undefined, told: 'off', activate: async () => {}, stop: async () => {} }

/** Opens the records, if they are on, and records that the first rules are in use. Rejects where that cannot be done. */
export const keepingFor = async (
  settings: RecordsSettings | undefined,
  first: Rules,
  world: World,
): Promise<Keeping> => {
  if (settings === undefined) return off
  const records = await openFor(settings)
  const keeping = keepingIn(records, settings, world)
  try {
    await keeping.activate(first)
  } catch (thrown) {
    await keeping.stop()
    throw thrown
  }
  return keeping
}

/** As `keepingFor`, over records that are open already; no rules are active yet. */
export const keepingIn = (
  records: Records,
  { copies: where }: Pick<RecordsSettings, 'copies'>,
  { log, metrics }: World,
): Keeping => {
  const copies = copyCheckpoints({
    places: checkpointPlaces(where),
    current: () => latestCheckpoint(records.database),
    ...{ log, metrics },
  })
  const keeper = createKeeper(records, {
    ...{ log, metrics, grown: copies.grown },
    tryWriting: () => tryWriting(records.database),
  })
  return {
    keeper,
    told: records.database.kind,
    activate: async rules => {
      await activateRules(records, rules, { client: 'local' })
      copies.grown()
    },
    stop: async () => {
      keeper.stop()
      await copies.stop()
      await records.close()
    },
  }
}
