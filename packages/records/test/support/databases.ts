import { mkdtemp, rm } from 'node:fs/promises'
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
  /** Opens a place, by default a new one; closed after the test. */
  readonly open: (place?: DatabasePlace, watch?: Watch) => Promise<RecordsDatabase>
}

const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'virtual-school-records-'))

const places = (kind: DatabaseKind): Databases['place'] => {
  let server: Promise<PostgresServer> | undefined
  const directories: string[] = []
  afterAll(async () => {
    await (await server)?.stop()
    await Promise.all(directories.map(directory => rm(directory, { recursive: true, force: true })))
  })
  return async () => {
    if (kind === 'postgres') {
      server ??= startPostgres()
      return { url: await (await server).database() }
    }
    const directory = await newDirectory()
    directories.push(directory)
    return { directory }
  }
}

/** The same tests on SQLite and on PostgreSQL. The server is started when the first test asks for a place. */
export const describeOnBoth = (title: string, tests: (databases: Databases) => void): void => {
  describe.each(['sqlite', 'postgres'] as const)(`${title}, %s`, kind => {
    const place = places(kind)
    const opened: RecordsDatabase[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(one => one.close()))
    })
    const open: Databases['open'] = async (at, watch) => {
      const database = await openDatabase(at ?? (await place()), watch)
      opened.push(database)
      return database
    }
    tests({ kind, place, open })
  })
}
