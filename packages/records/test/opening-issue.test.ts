import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database/open.ts'
import { faultCode, faultWords } from '../src/faults/fault-words.ts'
import { recordsFromEnvironment } from '../src/open/open.ts'
import { openingIssue } from '../src/open/opening-issue.ts'
import type { Environment } from '../src/open/settings.ts'
import { type PostgresServer, startPostgres } from './support/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'virtual-school-opening-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const engine = '1.0.0'
const RECORDS_SECRET = randomBytes(32).toString('base64')

/** What a reader is told: by issues, or by what opening was rejected with. Nothing: it opened. */
const toldOf = async (environment: Environment): Promise<string> => {
  try {
    const opened = await recordsFromEnvironment(environment, { engine })
    if (!opened.ok) return opened.issues.map(issue => issue.message).join(' ')
    await opened.value.close()
    return ''
  } catch (error) {
    return openingIssue(error, environment).message
  }
}

describe('opening records on PostgreSQL', () => {
  let server: PostgresServer
  let url = ''
  beforeAll(async () => {
    server = await startPostgres()
    url = await server.database()
    const { db, close } = await openDatabase({ url })
    await sql.raw("create role nobody_yet login password 'canary-1'").execute(db)
    await sql.raw("create role reads_only login superuser password 'canary-2'").execute(db)
    await sql.raw('alter role reads_only set default_transaction_read_only = on').execute(db)
    await close()
  })
  afterAll(() => server.stop())
  const changed = (parts: Partial<URL>): string => Object.assign(new URL(url), parts).href

  const faults: readonly (readonly [string, () => string | Promise<string>, RegExp])[] = [
    [
      'a wrong password',
      () => changed({ password: 'canary-3' }),
      /refuses the password \(28P01\).*127\.0\.0\.1:\d+, database “test_[0-9a-f]{16}”/,
    ],
    ['no password', () => changed({ password: '' }), /asks for a password|refuses the password/],
    [
      'a role that there is not',
      () => changed({ username: 'canary-user' }),
      /refuses the password|does not let this user in/,
    ],
    [
      'a database that there is not',
      () => changed({ pathname: '/nowhere' }),
      /no database of that name \(3D000\).*“nowhere”/,
    ],
    [
      'a role without rights',
      () => changed({ username: 'nobody_yet', password: 'canary-1' }),
      /lacks rights \(42501\).*who may do what/,
    ],
    [
      'a server that only reads',
      async () => {
        const made = new URL(await server.database())
        return Object.assign(made, { username: 'reads_only', password: 'canary-2' }).href
      },
      /takes no writing.* \(25006\)/,
    ],
    ['a closed port', () => changed({ port: '1' }), /nothing answers at that port \(ECONNREFUSED\).*127\.0\.0\.1:1/],
    [
      'a host that there is not',
      () => changed({ hostname: 'no-such-host.invalid' }),
      /(?:no host of that name|cannot be looked up).*no-such-host\.invalid/,
    ],
    ['a server without TLS', () => changed({ search: '?sslmode=require' }), /offers no TLS/],
    [
      'a newer schema',
      async () => {
        const newer = await server.database(url)
        const { db, close } = await openDatabase({ url: newer })
        await sql`insert into kysely_migration (name, timestamp) values ('0999-canary', 'now')`.execute(db)
        await close()
        return newer
      },
      /newer version of this program \(“0999-canary”\)/,
    ],
  ]
  it.each(faults)(
    'says of %s that it is that, and where; no password, no user, and not to stop keeping',
    async (_, address, said) => {
      const environment = { DATABASE_URL: await address(), DATA_DIR: folder, RECORDS_SECRET }
      const told = await toldOf(environment)
      expect(told).toMatch(said)
      expect(told).not.toMatch(/canary-\d|canary-user|nobody_yet|reads_only|postgres:\/\/|RECORDS=off/)
      const { password } = new URL(environment.DATABASE_URL)
      if (password !== '') expect(told).not.toContain(password)
    },
  )

  it.each([
    'postgres://canary:can/ary@127.0.0.1:1/db',
    'postgres://canary:1?canary@127.0.0.1/db',
    'postgres://canary:1#canary@127.0.0.1/db',
  ])('repeats nothing of an address whose parts cannot be told apart: %s', async DATABASE_URL => {
    const told = await toldOf({ DATABASE_URL, DATA_DIR: folder, RECORDS_SECRET })
    expect(told).not.toBe('')
    expect(told).not.toMatch(/can\/?ary/)
  })
})

describe('opening records on SQLite', () => {
  const made = async (name: string): Promise<string> => {
    const directory = join(folder, name)
    expect(await toldOf({ DATA_DIR: directory, RECORDS_SECRET })).toBe('')
    return directory
  }
  const said = (directory: string) => toldOf({ DATA_DIR: directory, RECORDS_SECRET })

  it.each(['records.sqlite', 'keys.sqlite'])('says that %s is no database, or is damaged', async name => {
    const directory = await made(`damaged-${name}`)
    const path = join(directory, name)
    const whole = readFileSync(path)
    // libsql lets go of a file only when its objects are collected: until then what was written lately stands beside it.
    for (const beside of ['-wal', '-shm']) rmSync(`${path}${beside}`, { force: true })
    writeFileSync(path, 'canary'.repeat(2_000))
    expect(await said(directory)).toMatch(/damaged, or is no database \(SQLITE_NOTADB\).*backup/)
    writeFileSync(path, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0xff)]))
    expect(await said(directory)).toMatch(/damaged, or is no database \(SQLITE_(?:CORRUPT|IOERR_SHORT_READ)\)/)
    expect(await said(directory)).not.toContain('canary')
  })

  it('says that a part of the path is a file', async () => {
    writeFileSync(join(folder, 'a-file'), '')
    expect(await said(join(folder, 'a-file', 'data'))).toMatch(/a file and no folder \(ENOTDIR\)/)
  })

  it('says that a folder stands where a file should', async () => {
    mkdirSync(join(folder, 'folder', 'records.sqlite'), { recursive: true })
    writeFileSync(join(folder, 'folder', 'keys.sqlite'), '')
    expect(await said(join(folder, 'folder'))).toMatch(/cannot be opened/)
  })

  it('says that a newer version made the tables', async () => {
    const directory = await made('newer')
    const { db, close } = await openDatabase({ directory })
    await sql`insert into kysely_migration (name, timestamp) values ('0999-later', 'now')`.execute(db)
    await close()
    expect(await said(directory)).toMatch(/newer version of this program \(“0999-later”\)/)
  })
})

describe('words for what fails', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'a file or folder can only be read'],
    ['SQLITE_FULL', 'the disk is full'],
    ['SQLITE_READONLY_DBMOVED', 'a file or folder can only be read'],
    ['SQLITE_IOERR_FSYNC', 'the disk reports an error while the file is read or written'],
    ['SQLITE_CORRUPT_INDEX', 'the file is damaged, or is no database'],
    ['53100', 'the disk of the database is full'],
    ['57P03', 'the database is starting or stopping'],
    ['57P01', 'the database was stopped, or has cut the connection'],
    ['08006', 'the connection to the database broke off'],
    ['28000', 'the database does not let this user in'],
    ['XX001', 'the database is damaged'],
  ])('has some for %s', (code, what) => {
    const error = Object.assign(new Error('canary'), { code })
    expect(faultWords(error)?.what).toBe(what)
    expect(faultCode(error)).toBe(code)
  })

  it('has none for what it does not know, and repeats no code that could hold a value', () => {
    expect(faultWords(new Error('canary'))).toBeUndefined()
    expect(faultCode(Object.assign(new Error(''), { code: 'Canary of a child' }))).toBeUndefined()
    expect(openingIssue(new Error('canary'), { DATABASE_URL: 'postgres://canary@h/d' }).message).not.toContain('canary')
  })
})
