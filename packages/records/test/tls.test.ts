import { spawnSync } from 'node:child_process'
import { chmod, chown, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database/open.ts'
import { type PostgresServer, startPostgres } from './support/server.ts'

const openssl = (...args: string[]): boolean => spawnSync('openssl', args, { stdio: 'ignore' }).status === 0
const isThere = openssl('version')
if (!isThere) console.log('skipped: no openssl')

/** An authority, and a certificate of it for a name. */
const certificate = async (folder: string, authority: string, name: string) => {
  const at = (file: string) => join(folder, file)
  const [ca, key] = [at(`${authority}.pem`), at('server.key')]
  const made = [
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${authority}`, '-keyout', at(`${authority}.key`), '-out', ca],
    ),
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-addext', 'basicConstraints=CA:FALSE'],
      ...['-CA', ca, '-CAkey', at(`${authority}.key`), '-keyout', key, '-out', at('server.pem')],
    ),
  ]
  if (made.includes(false)) throw new Error('openssl made no certificate')
  return { ca, key, certificate: at('server.pem') }
}

describe.runIf(isThere)('TLS to PostgreSQL', () => {
  let folder: string
  let server: PostgresServer
  let url: URL
  let ca: string
  let otherCa: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'virtual-school-tls-'))
    server = await startPostgres()
    url = new URL(await server.database())
    otherCa = (await certificate(folder, 'other', 'localhost')).ca
    const made = await certificate(folder, 'authority', 'localhost')
    ca = made.ca
    // The server reads them as the user that it runs as.
    const { uid, gid } = await stat(server.directory)
    await chmod(folder, 0o755)
    await chown(made.key, uid, gid)
    await chmod(made.key, 0o600)
    const client = new Client({ connectionString: url.href })
    await client.connect()
    for (const [name, value] of Object.entries({ cert_file: made.certificate, key_file: made.key }))
      await client.query(`ALTER SYSTEM SET ssl_${name} = '${value}'`)
    await client.query('ALTER SYSTEM SET ssl = on')
    await client.query('SELECT pg_reload_conf()')
    await client.end()
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const address = (host: string, parameters: Readonly<Record<string, string>>): string => {
    const made = new URL(url)
    made.hostname = host
    for (const [name, value] of Object.entries(parameters)) made.searchParams.set(name, value)
    return made.href
  }
  /** Whether the line is encrypted; rejects if the database cannot be opened by this address. */
  const isEncrypted = async (host: string, parameters: Readonly<Record<string, string>>): Promise<boolean> => {
    const database = await openDatabase({ url: address(host, parameters) })
    try {
      const { rows } = await database.db.executeQuery<{ ssl: boolean }>({
        sql: 'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
        parameters: [],
      } as never)
      return rows[0]!.ssl
    } finally {
      await database.close()
    }
  }

  it('with verify-full and the authority is encrypted, and the server is the one it says it is', async () => {
    // The server takes a moment to read its configuration again.
    await expect
      .poll(() => isEncrypted('localhost', { sslmode: 'verify-full', sslrootcert: ca }).catch(() => false))
      .toBe(true)
  })

  it.each([
    ['another authority', 'localhost', () => ({ sslmode: 'verify-full', sslrootcert: otherCa })],
    ['the authorities that Node knows', 'localhost', () => ({ sslmode: 'verify-full' })],
    ['another name than the certificate has', '127.0.0.1', () => ({ sslmode: 'verify-full', sslrootcert: ca })],
  ])('with %s is refused', async (_, host, parameters) => {
    await expect(isEncrypted(host, parameters())).rejects.toThrow()
  })

  it('without verifying is encrypted, with anybody; without any of it is in clear', async () => {
    expect(await isEncrypted('127.0.0.1', { sslmode: 'no-verify' })).toBe(true)
    expect(await isEncrypted('127.0.0.1', {})).toBe(false)
  })
})
