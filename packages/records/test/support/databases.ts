import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, inject } from 'vitest'
import { testSize } from '../../../../test/support/sizes.ts'
import { type DatabasePlace, openDatabase, type RecordsDatabase } from '../../src/database/open.ts'
import type { QueryObserver } from '../../src/database/parameters.ts'
import type { DatabaseKind } from '../../src/database/schema.ts'
import { copySqlite } from './copy-sqlite.ts'
import { databasesAt, type PostgresServer, startPostgres } from './server.ts'

export interface Databases {
  readonly kind: DatabaseKind
  /** Where no log is yet: a directory of its own, or a database, on the server that all tests share, that has its tables. */
  readonly place: () => Promise<DatabasePlace>
  /** Where nothing is yet, no tables either. */
  readonly emptyPlace: () => Promise<DatabasePlace>
  /** A place with what is in another, to which nobody is connected. */
  readonly copy: (place: DatabasePlace) => Promise<DatabasePlace>
  /** Opens a place, by default a new one with its tables made; closed after the test. */
  readonly open: (place?: DatabasePlace, observer?: QueryObserver) => Promise<RecordsDatabase>
}

const madeAt = async (place: DatabasePlace): Promise<void> => (await openDatabase(place)).close()

let own: Promise<PostgresServer> | undefined
/** The files of the shared server hold what other tests write meanwhile: who reads them wants a server of its own. */
export const onOwnServer = (): void => {
  own = startPostgres()
  afterAll(async () => {
    await (await own)?.stop()
    own = undefined
  })
}
const databasesHere = async () => databasesAt((await own)?.url ?? inject('postgresUrl'))

/** Databases of this test file; they go with its last test. */
const databases = new Set<string>()
const makeDatabase = async (like?: string): Promise<string> => {
  const url = await (await databasesHere()).make(like)
  databases.add(url)
  return url
}

let made: Promise<string> | undefined
/** Making the tables takes four times as long as copying them. */
const makeReadyDatabase = async (): Promise<string> => {
  const first = async () => {
    const url = await makeDatabase()
    await madeAt({ url })
    return url
  }
  made ??= first()
  return makeDatabase(await made)
}

type Places = Pick<Databases, 'place' | 'emptyPlace' | 'copy'>

const postgresPlaces = (): Places => ({
  place: async () => ({ url: await makeReadyDatabase() }),
  emptyPlace: async () => ({ url: await makeDatabase() }),
  copy: async place => ({ url: await makeDatabase((place as { readonly url: string }).url) }),
})

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
    await copySqlite((from as { readonly directory: string }).directory, to.directory)
    return to
  }
  return { place, emptyPlace: place, copy }
}

/** The same tests on SQLite and on PostgreSQL; of those that take long, a merge tries only what is kept if nothing is set. */
const kinds = testSize === 'sample' ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const)

/** The same tests on each database. */
export const describeOnBoth = (title: string, tests: (databases: Databases) => void): void => {
  afterAll(async () => {
    const { drop } = await databasesHere()
    await drop([...databases])
    databases.clear()
    made = undefined
  })
  describe.each(kinds)(`${title}, %s`, kind => {
    const places = kind === 'sqlite' ? sqlitePlaces() : postgresPlaces()
    const opened: RecordsDatabase[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(one => one.close()))
    })
    const open: Databases['open'] = async (at, observer) => {
      const database = await openDatabase(at ?? (await places.place()), observer)
      opened.push(database)
      return database
    }
    tests({ kind, ...places, open })
  })
}
