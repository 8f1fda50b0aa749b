import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { PostgresServer } from '../../packages/records/test/support/server.ts'
import { openDoor, startServiceFrom } from './door.ts'
import type { Subject } from './subjects.ts'

/** A key lies with the records, and PostgreSQL’s are not begun without a secret that is there already. */
const kept = () => ({ RECORDS: 'on', RECORDS_SECRET: randomBytes(32).toString('base64') })

/** Where decisions are kept, each with its settings. The key is made, and the service started, with the same ones. */
const places = {
  off: async () => ({ RECORDS: 'off' }),
  sqlite: async () => kept(),
  postgres: async (server: PostgresServer) => ({ ...kept(), DATABASE_URL: await server.database() }),
}
type Place = keyof typeof places
/** The databases in which decisions are kept. */
export const keptPlaces = ['sqlite', 'postgres'] as const
type KeptPlace = (typeof keptPlaces)[number]

/** A version of the service: a checkout that is built, and the commit that it has. */
interface Version {
  readonly checkout: string
  readonly commit: string
}

const versionIn = (checkout: string): Version => {
  const asked = ['-C', checkout, 'describe', '--always', '--dirty', '--exclude', '*']
  return { checkout, commit: execFileSync('git', asked, { encoding: 'utf8' }).trim() }
}

/** This version of the service and, if `BEFORE_CHECKOUT` names a built checkout of it, the version before. */
export const versions = (): { readonly now: Version; readonly before: Version | undefined } => {
  const before = process.env.BEFORE_CHECKOUT
  return { now: versionIn('.'), before: before ? versionIn(before) : undefined }
}

/** The services that are compared. */
export interface RecordsSubjects {
  /** This version, once for each place. */
  readonly now: Readonly<Record<Place, Subject>>
  /** The version before, if there is one to compare with. */
  readonly before: Readonly<Record<KeptPlace, Subject>> | undefined
}

/** A comparison is worth nothing if one of the two keeps nothing. */
const assertKeeps = async ({ name, aim: { url, bodies, headers } }: Subject): Promise<void> => {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: bodies[0]! }
  const text = await (await fetch(url, asked)).text()
  if ((JSON.parse(text) as { receipt?: unknown }).receipt === undefined) throw new Error(`${name} answers ${text}`)
}

/** Starts them all, each with a data folder, a key and a database of its own. `atEnd` takes what is to be done after them. */
export const startRecordsSubjects = async (
  server: PostgresServer,
  bodies: readonly string[],
  atEnd: (act: () => Promise<void>) => void,
): Promise<RecordsSubjects> => {
  const start = async (name: string, place: Place, { checkout }: Version): Promise<Subject> => {
    const door = openDoor(await places[place](server), checkout)
    atEnd(async () => door.close())
    const child = await startServiceFrom(checkout, door)
    atEnd(child.stop)
    const subject = { name, child, aim: { url: `${child.url}/decide`, bodies, headers: door.headers } }
    if (place !== 'off') await assertKeeps(subject)
    return subject
  }
  const { now, before } = versions()
  return {
    now: {
      off: await start('off', 'off', now),
      sqlite: await start('sqlite', 'sqlite', now),
      postgres: await start('postgres', 'postgres', now),
    },
    before: before && {
      sqlite: await start('sqlite before', 'sqlite', before),
      postgres: await start('postgres before', 'postgres', before),
    },
  }
}
