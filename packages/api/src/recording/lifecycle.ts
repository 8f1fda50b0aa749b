import {
  activateRules,
  latestCheckpoint,
  openingIssue,
  type Records,
  recordsFromEnvironment,
  type SecondPlaceEvents,
  secretBesideRecords,
} from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { RecordingSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../operations/metrics.ts'
import { version } from '../version.ts'
import { createLogClock, forgetOldRepeats, reportCheckpoints, warnActorNotRequired } from './background.ts'
import { createDecisionRecorder, type DecisionRecorder } from './decision-recorder.ts'

const recordsRefused = (issues: readonly Issue[]): Error =>
  Object.assign(new Error(issues.map(issue => issue.message).join(' ')), { name: 'RecordsRefused', issues })

const rethrowAsRefusal =
  ({ environment }: RecordingSettings) =>
  (error: unknown): never => {
    throw recordsRefused([openingIssue(error, environment)])
  }

/** Opens the records that the settings name, to add to them. Rejects, with issues, if they cannot be opened. */
const openToRecord = async (settings: RecordingSettings, secondPlaceEvents: SecondPlaceEvents): Promise<Records> => {
  const opening = { engine: version, apart: true, surroundings: { secondPlaceEvents } }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(rethrowAsRefusal(settings))
  if (!opened.ok) throw recordsRefused(opened.issues)
  return opened.value
}

/**
 * Opens the records that are there for the keys that are stored with them; nothing is recorded. Rejects, with issues, if they
 * cannot be opened.
 */
export const openForKeys = async (settings: RecordingSettings): Promise<Records> => {
  const opening = { engine: version, mustExist: true }
  const opened = await recordsFromEnvironment(settings.environment, opening).catch(rethrowAsRefusal(settings))
  if (!opened.ok) throw recordsRefused(opened.issues)
  return opened.value
}

/** What the line `started` says of the records. */
type LogSummary =
  | { readonly records: 'off' }
  | {
      readonly records: 'sqlite' | 'postgres'
      /** How many records there are. */
      readonly recordsSize?: number
      /** Name and id of the key that signs the log now, which identify the log. */
      readonly recordsKey?: string
    }

/** Where the records are, how many, and whose log it is: what distinguishes an empty log in the wrong place from the right one. */
const summarizeLog = async ({ database, signer }: Records): Promise<LogSummary> => {
  const { size } = await latestCheckpoint(database)
  const [name, id] = signer.verifierKey.split('+')
  return { records: database.kind, recordsSize: size, recordsKey: `${name}+${id}` }
}

/** The records of a service from its start to its end. */
export interface RecordsLifecycle {
  /** Undefined: records are off. */
  readonly recorder: DecisionRecorder | undefined
  /** What the line `started` of the log says of them. */
  readonly summary: LogSummary
  /** Records that these rules are in use, before the first decision by them. Rejects if that cannot be recorded. */
  readonly activate: (rules: Rules) => Promise<void>
  /** By how many seconds this machine’s clock is behind the last record; 0 if it is not. */
  readonly clockBehindSeconds: () => number
  /** Writes what is waiting, copies the last checkpoint into its second place, and closes. */
  readonly stop: () => Promise<void>
}

interface World {
  readonly log: Log
  readonly metrics: () => Metrics
  /** The clock. */
  readonly now?: () => Date
}

/**
 * Checks, before any decision, whether the service may start over these records (undefined: they are off). Rejects if it must
 * not.
 */
export type Admit<Admitted> = (records: Records | undefined) => Promise<Admitted>

const recordsOff: RecordsLifecycle = {
  recorder: undefined,
  summary: { records: 'off' },
  activate: async () => {},
  clockBehindSeconds: () => 0,
  stop: async () => {},
}

/**
 * Opens the records, if they are on, while the first rules are loaded, and records that these rules are in use. `admitted` is
 * what `admit` gave. Rejects if any of this fails.
 */
export const openRecordsFor = async <Admitted>(
  settings: RecordingSettings | undefined,
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

/** Warns in the log, at each start, if the root secret is in the same place as the records. */
const warnSecretBesideRecords = async ({ environment }: RecordingSettings, log: Log): Promise<void> => {
  const what = await secretBesideRecords(environment)
  if (what !== undefined) log.warn('secret-beside-records', { what })
}

/** As `openRecordsFor`, over records that are open already. No rules are in use yet. */
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
