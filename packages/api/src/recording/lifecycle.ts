import {
  activateRules,
  latestCheckpoint,
  openingIssue,
  type Records,
  recordsFromEnvironment,
  type SecondPlaceEvents,
  secretBesideRecords,
} from '@virtual-school/records'
import type { Issue, Rules } from '@virtual-school/rules'
import type { RecordsSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { version } from '../version.ts'
import { createLogClock, forgetOldRepeats, reportCheckpoints, warnActorNotRequired } from './background.ts'
import { createDecisionRecorder, type DecisionRecorder } from './decision-recorder.ts'

const recordsRefused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'RecordsRefused', issues })

const rethrowAsRefusal =
  ({ environment }: RecordsSettings) =>
  (error: unknown): never => {
    throw recordsRefused([openingIssue(error, environment)])
  }

/** The records that the settings name, ready to be added to. Rejects, with issues, where they cannot be had. */
export const openToRecord = async (
  settings: RecordsSettings,
  secondPlaceEvents: SecondPlaceEvents,
): Promise<Records> => {
  const opening = { engine: version, apart: true, surroundings: { secondPlaceEvents } }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(rethrowAsRefusal(settings))
  if (!opened.ok) throw recordsRefused(opened.issues)
  return opened.value
}

/** The records that are there, for the keys that lie with them: nothing is kept. Rejects, with issues, if they cannot be had. */
export const openForKeys = async (settings: RecordsSettings): Promise<Records> => {
  const opening = { engine: version, mustExist: true }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(rethrowAsRefusal(settings))
  if (!opened.ok) throw recordsRefused(opened.issues)
  return opened.value
}

/** What the line `started` says of the records. */
export type LogSummary =
  | { readonly records: 'off' }
  | {
      readonly records: 'sqlite' | 'postgres'
      /** How many records there are. */
      readonly recordsSize?: number
      /** Name and id of the key that signs the log now: which log it is. */
      readonly recordsKey?: string
    }

/** Where the records are, how many, and whose log it is: what tells an empty log in the wrong place from the right one. */
export const summarizeLog = async ({ database, signer }: Records): Promise<LogSummary> => {
  const { size } = await latestCheckpoint(database)
  const [name, id] = signer.verifierKey.split('+')
  return { records: database.kind, recordsSize: size, recordsKey: `${name}+${id}` }
}

/** Records as the service has them from its start to its end. */
export interface RecordsLifecycle {
  /** Undefined: they are off. */
  readonly recorder: DecisionRecorder | undefined
  /** What the line `started` says of them. */
  readonly summary: LogSummary
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

const recordsOff: RecordsLifecycle = {
  recorder: undefined,
  summary: { records: 'off' },
  activate: async () => {},
  clockBehindSeconds: () => 0,
  stop: async () => {},
}

/**
 * Opens the records, if they are on, while the first rules are loaded, and records that these are in use. Gives what `admit`
 * gave, too. Rejects where any of it cannot be done.
 */
export const openRecordsFor = async <Admitted>(
  settings: RecordsSettings | undefined,
  first: Promise<Rules>,
  world: World & { readonly admit: Admit<Admitted> },
): Promise<RecordsLifecycle & { readonly admitted: Admitted }> => {
  if (settings === undefined) return { ...recordsOff, admitted: await world.admit(undefined) }
  const [records, rules] = await Promise.allSettled([openToRecord(settings, reportCheckpoints(world)), first])
  if (records.status === 'rejected') throw rules.status === 'rejected' ? rules.reason : records.reason
  const lifecycle = startRecordsLifecycle(records.value, world)
  try {
    if (rules.status === 'rejected') throw rules.reason
    const admitted = await world.admit(records.value)
    await lifecycle.activate(rules.value)
    await warnSecretBesideRecords(settings, world.log)
    return { ...lifecycle, admitted, summary: await summarizeLog(records.value) }
  } catch (thrown) {
    await lifecycle.stop()
    throw thrown
  }
}

/** Says in the log, at each start, what works and puts the records at risk. */
const warnSecretBesideRecords = async ({ environment }: RecordsSettings, log: Log): Promise<void> => {
  const what = await secretBesideRecords(environment)
  if (what !== undefined) log.warn('secret-beside-records', { what })
}

/** As `keepingFor`, over records that are open already; no rules are active yet. */
export const startRecordsLifecycle = (
  records: Records,
  { log, metrics, now = () => new Date() }: World,
): RecordsLifecycle => {
  for (const remark of records.remarks) log.warn('records-remark', { remark })
  const clock = createLogClock(now, log)
  let digest: string | undefined
  const recorder = createDecisionRecorder(records, {
    log,
    metrics,
    recordedAt: clock.noteRecordedAt,
    rules: () => digest,
  })
  const repeats = forgetOldRepeats(records, { log })
  const warning = warnActorNotRequired(records, { log })
  return {
    recorder,
    summary: { records: records.database.kind },
    activate: async rules => {
      await activateRules(records, rules, { client: 'local' })
      digest = rules.digest
    },
    clockBehindSeconds: clock.behindSeconds,
    stop: async () => {
      recorder.stop()
      warning.stop()
      await repeats.stop()
      await records.close()
    },
  }
}
