import { makeFolder } from '../../../test/support/folder.ts'
import { createServiceAccess } from '../src/auth/admission.ts'
import { keyFileIn, openKeyFile } from '../src/auth/key-file.ts'
import { createKey, type Scope } from '../src/index.ts'
import { createLog } from '../src/log.ts'
import { serving } from './serving.ts'

/** A clock that stands until it is moved. */
export const handClock = () => {
  let now = Date.parse('2026-11-22T12:00:00Z')
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  return { clock: () => now, pass }
}

type Settings = Partial<Parameters<typeof createServiceAccess>[0]>

/** The service with keys that are held in a file, a clock that is moved by hand, and everything that it logs. */
export const guarded = async (settings: Settings = {}) => {
  const directory = settings.dataDirectory ?? (await makeFolder())
  const { clock, pass } = handClock()
  const lines: string[] = []
  const log = createLog(
    'debug',
    line => void lines.push(line),
    () => new Date(clock()),
  )
  /** Without records, so that keys lie in a file. */
  const place = { environment: { DATA_DIR: directory, RECORDS: 'off' } }
  const key = async (client: string, scopes: readonly Scope[], daysCount?: number) => {
    const expires = daysCount === undefined ? null : new Date(clock() + daysCount * 86_400_000)
    const made = await createKey(place, { client, scopes, created: new Date(clock()), expires })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    return { ...made.value, headers: bearer(made.value.token) }
  }
  const standard = { isOpen: false, host: '127.0.0.1', dataDirectory: directory, oauth: undefined }
  const limits = { rateLimit: 1_000, rateLimitFailed: 1_000, rateLimitSubject: 1_000 }
  const access = () =>
    createServiceAccess(
      { ...standard, ...limits, ...settings },
      { clock, log },
      openKeyFile(keyFileIn(directory), clock, log),
    )
  const start = async () => serving({ access: access(), log, now: () => new Date(clock()) })
  return { directory, place, file: keyFileIn(directory), key, access, start, pass, clock, log, lines }
}

export const bearer = (token: string): Record<string, string> => ({
  'content-type': 'application/json',
  authorization: `Bearer ${token}`,
})
