import { accepted } from '@virtual-school/rules/internal'
import { recordDrafts } from '../append/append.ts'
import type { AppendContext, CreateAppender, Records } from '../append/records.ts'
import { checkTables } from '../database/guards.ts'
import { destroyErased } from '../erase/destroy-erased.ts'
import { planLook } from '../erase/looked.ts'
import { selectBinding, verifierKeysOf } from '../log/events.ts'
import { readHead } from '../log/head.ts'
import { resolvePolicy } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'
import { remarkOnName } from '../model/names.ts'
import { finishMoves } from '../move/finish-moves.ts'
import { type Conflict, draftOverride, renderOverride } from '../second-place/hold.ts'
import { noEvents, type OpenSecondPlace, openSecondPlace } from '../second-place/open.ts'
import { refuseUnsound } from '../verify/refuse-unsound.ts'
import type { OwnLog } from './own-log.ts'
import type { Platform, RecordsSettings } from './platform.ts'
import { upgradeKeys } from './upgrade-keys.ts'

/**
 * Makes a log that was opened ready to be added to. First the tables are compared with what the migrations make, the end of the log with what
 * its key signed, and the log with the newest checkpoint of its second place: issues if one of them does not fit. Then keys of what was
 * erased or moved, which a restored backup may have brought back, are destroyed. Rejects if storage cannot be reached or written.
 */
export const startLog = async (
  own: OwnLog,
  settings: RecordsSettings,
  surroundings: Platform,
  appending: CreateAppender,
): Promise<Checked<Records>> => {
  const checked = await checkLog(own.context, settings, surroundings)
  return checked.ok ? finishStart(own, checked.value, { settings, surroundings, appending }) : checked
}

interface CheckedBefore extends OpenSecondPlace {
  readonly verifierKey: string
}

/** What is looked at before the log is added to. */
const checkLog = async (
  { database, signer }: AppendContext,
  { name, secondPlace = {} }: RecordsSettings,
  { secondPlaceEvents = noEvents }: Platform,
): Promise<Checked<CheckedBefore>> => {
  const verifierKey = await verifierKeysOf({ database, signer })
  const guards = await checkTables(database)
  if (!guards.ok) return guards
  const sound = await refuseUnsound(database, verifierKey)
  if (!sound.ok) return sound
  const second = await openSecondPlace(secondPlace, { database, verifierKey }, secondPlaceEvents)
  if (!second.ok) return second
  return accepted({
    ...second.value,
    verifierKey,
    remarks: [...remarkOnName(name), ...guards.value, ...second.value.remarks],
  })
}

interface Starting {
  readonly settings: RecordsSettings
  readonly surroundings: Platform
  readonly appending: CreateAppender
}

const finishStart = async (
  own: OwnLog,
  { copies, overrides, verifierKey, remarks }: CheckedBefore,
  { settings, surroundings: { newId }, appending }: Starting,
): Promise<Checked<Records>> => {
  const { database } = own.context
  const context = { ...own.context, grown: copies.grown }
  const overridden = overrides === undefined ? [] : [await recordOverride(context, overrides, newId())]
  const upgraded = own.isOld ? await upgradeKeys(context, newId()) : accepted(null)
  if (!upgraded.ok) return upgraded
  // A log that was brought up to date says so itself; one that was begun since never does.
  const binding = await selectBinding(database.db)
  const policy = resolvePolicy(settings, binding !== undefined)
  const upToDate = own.isOld && binding !== undefined ? [renderUpToDate(binding.seq)] : []
  const allRemarks = [...remarks, ...overridden, ...upToDate]
  const toLookAt = await planLook(database)
  await finishMoves({ ...context, newId }, toLookAt)
  await destroyErased(database, toLookAt)
  const appends = appending(context)
  try {
    await appends.ready?.()
  } catch (error) {
    await appends.close()
    throw error
  }
  const probe = async (rules?: string) => {
    // If writing has its own thread, reading has its own connection.
    database.files.check()
    await readHead(database.db)
    return appends.probe(rules)
  }
  const close = async () => {
    await appends.close()
    await copies.stop()
    await database.close()
  }
  return accepted({ ...context, append: appends.append, probe, newId, verifierKey, policy, remarks: allRemarks, close })
}

/** Records that the log goes on despite a conflict; gives the remark about that. */
const recordOverride = async (context: AppendContext, conflict: Conflict, id: string): Promise<string> => {
  const [kept] = await recordDrafts(context, [draftOverride(conflict, id)])
  return renderOverride({ seq: kept!.seq, size: conflict.size })
}

const renderUpToDate = (seq: number): string =>
  `The records were brought up to date, as record ${seq} says. They and the keys of callers that there were are of the realm “default”, so nothing changes for those who call. “virtual-school realms split” gives what one client recorded to a realm of its own.`
