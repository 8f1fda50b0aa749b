import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe } from 'vitest'
import type { DatabaseKind } from '../../src/database/kinds.ts'
import { type DatabasePlace, openDatabase, type RecordsDatabase } from '../../src/database/open.ts'
import type { Watch } from '../../src/database/watch.ts'
import { type PostgresServer, startPostgres } from './server.ts'

export interface Databases {
  readonly kind: DatabaseKind
  /** Where nothing is yet: a directory of its own, or a database on the one server of this test file. */
  readonly place: () => Promise<DatabasePlace>
  /** A place with what is in another, to which nobody is connected. */
  readonly copy: (place: DatabasePlace) => Promise<DatabasePlace>
  /** Opens a place, by default a new one with its tables made; closed after the test. */
  readonly open: (place?: DatabasePlace, watch?: Watch) => Promise<RecordsDatabase>
}

/** One server for all of a test file, from the first test that asks for it to the last that may. */
let server: Promise<PostgresServer> | undefined
let users = 0

const madeAt = async (place: DatabasePlace): Promise<void> => (await openDatabase(place)).close()

let made: Promise<string> | undefined
/** On PostgreSQL making the tables takes longer than copying them. */
const readyPlace = async (place: Databases['place']): Promise<DatabasePlace> => {
  const first = async () => {
    const at = (await place()) as { readonly url: string }
    await madeAt(at)
    return at.url
  }
  made ??= first()
  const like = await made
  return { url: await (await server!).database(like) }
}

type Places = Pick<Databases, 'place' | 'copy'>

const postgresPlaces = (): Places => {
  users += 1
  afterAll(async () => {
    users -= 1
    if (users === 0) await (await server)?.stop()
  })
  const made = async (like?: string) => {
    server ??= startPostgres()
    return { url: await (await server).database(like) }
  }
  return { place: () => made(), copy: place => made((place as { readonly url: string }).url) }
}

const sqlitePlaces = (): Places => {
  const directories: string[] = []
  afterAll(async () => {
    await Promise.all(directories.map(directory => rm(directory, { recursive: true, force: true })))
  })
  const place = async () => {
    const directory = await mkdtemp(join(tmpdir(), 'virtual-school-records-'))
    directories.push(directory)
    return { directory }
  }
  const copy: Places['copy'] = async from => {
    const to = await place()
    await cp((from as { readonly directory: string }).directory, to.directory, { recursive: true })
    return to
  }
  return { place, copy }
}

/** The same tests on SQLite and on PostgreSQL. The server is started when the first test asks for a place. */
export const describeOnBoth = (title: string, tests: (databases: Databases) => void): void => {
  describe.each(['sqlite', 'postgres'] as const)(`${title}, %s`, kind => {
    const { place, copy } = kind === 'sqlite' ? sqlitePlaces() : postgresPlaces()
    const ready = () => (kind === 'sqlite' ? place() : readyPlace(place))
    const opened: RecordsDatabase[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(one => one.close()))
    })
    const open: Databases['open'] = async (at, watch) => {
      const database = await openDatabase(at ?? (await ready()), watch)
      opened.push(database)
      return database
    }
    tests({ kind, place, copy, open })
  })
}
