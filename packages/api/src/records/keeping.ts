import { activateRules, type Records, secretBesideRecords } from '@virtual-school/records'
import type { Rules } from '@virtual-school/rules'
import type { Log } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { warnOfActor } from './actor-warning.ts'
import { logClock } from './clock.ts'
import { forgetting } from './forgetting.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { type LogTold, logTold } from './log-told.ts'
import { openFor } from './open.ts'
import type { RecordsSettings } from './settings.ts'
import { toldOfCheckpoints } from './told-of-checkpoints.ts'

/** Records as the service has them from its start to its end. */
export interface Keeping {
  /** Undefined: they are off. */
  readonly keeper: Keeper | undefined
  /** What the line `started` says of them. */
  readonly told: LogTold
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

/** Looks at the records, if they are on, before any decision is made, and rejects if the service must not start over them. */
export type Admit<Admitted> = (records: Records | undefined) => Promise<Admitted>

const off: Keeping = {
  keeper: undefined,
  told: { records: 'off' },
  activate: async () => {},
  clockBehindSeconds: () => 0,
  stop: async () => {},
}

/**
 * Opens the records, if they are on, while the first rules are loaded, and records that these are in use. Gives what `admit`
 * gave, too. Rejects where any of it cannot be done.
 */
export const keepingFor = async <Admitted>(
  settings: RecordsSettings | undefined,
  first: Promise<Rules>,
  world: World & { readonly admit: Admit<Admitted> },
): Promise<Keeping & { readonly admitted: Admitted }> => {
  if (settings === undefined) return { ...off, admitted: await world.admit(undefined) }
  const [records, rules] = await Promise.allSettled([openFor(settings, toldOfCheckpoints(world)), first])
  if (records.status === 'rejected') throw rules.status === 'rejected' ? rules.reason : records.reason
  const keeping = keepingIn(records.value, world)
  try {
    if (rules.status === 'rejected') throw rules.reason
    const admitted = await world.admit(records.value)
    await keeping.activate(rules.value)
    await warnOfRecords(settings, world.log)
    return { ...keeping, admitted, told: await logTold(records.value) }
  } catch (thrown) {
    await keeping.stop()
    throw thrown
  }
}

/** Says in the log, at each start, what works and puts the records at risk. */
const warnOfRecords = async ({ environment }: RecordsSettings, log: Log): Promise<void> => {
  const what = await secretBesideRecords(environment)
  if (what !== undefined) log.warn('secret-beside-records', { what })
}

/** As `keepingFor`, over records that are open already; no rules are active yet. */
export const keepingIn = (records: Records, { log, metrics, now = () => new Date() }: World): Keeping => {
  for (const remark of records.remarks) log.warn('records-remark', { remark })
  const clock = logClock(now, log)
  let digest: string | undefined
  const keeper = createKeeper(records, { log, metrics, recordedAt: clock.heardOf, rules: () => digest })
  const repeats = forgetting(records, { log })
  const warning = warnOfActor(records, { log })
  return {
    keeper,
    told: { records: records.database.kind },
    activate: async rules => {
      await activateRules(records, rules, { client: 'local' })
      digest = rules.digest
    },
    clockBehindSeconds: clock.behindSeconds,
    stop: async () => {
      keeper.stop()
      warning.stop()
      await repeats.stop()
      await records.close()
    },
  }
}
