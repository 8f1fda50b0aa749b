import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { keepDecisions } from '../src/append/decisions.ts'
import type { Records } from '../src/append/records.ts'
import { renderGrants } from '../src/database/rights.ts'
import { isStorageFailed } from '../src/faults/errors.ts'
import { faultWords } from '../src/faults/fault-words.ts'
import { readHead } from '../src/log/head.ts'
import { activateRules } from '../src/manage/rules.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, recordsAt, rules } from './support/kept.ts'
import { copyOf } from './support/log-copy.ts'
import { startPostgres } from './support/server.ts'
import { tamper } from './support/tamper.ts'

/** What a probe, or an append, was rejected with. */
const causeOf = async (promise: Promise<unknown>): Promise<{ readonly code?: unknown; readonly message: string }> => {
  const error = await promise.then(
    () => Promise.reject(new Error('It was not rejected')),
    (thrown: unknown) => thrown,
  )
  if (!isStorageFailed(error)) return error as Error
  return error.cause as Error
}

const showsLocks = (): boolean =>
  readdirSync('/proc/self/fd').some(fd => {
    try {
      return readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1').includes('lock:')
    } catch {
      return false
    }
  })

const filled = async (records: Records): Promise<Records> => {
  await activateRules(records, rules, { client: 'tests' })
  await keepDecisions(records, [decided({ subjectRef: 'C-1' })])
  return records
}

describeOnBoth('trying whether a decision could be kept', ({ kind, place }) => {
  it('tells where the log ends, and leaves nothing behind', async () => {
    const records = await recordsAt(await place())
    expect(await records.probe()).toEqual({ size: 0, recordedAt: '' })
    await filled(records)
    const before = await copyOf(records)
    const { size, recordedAt } = await readHead(records.database.db)
    for (let n = 0; n < 3; n += 1) expect(await records.probe(rules.digest)).toEqual({ size, recordedAt })
    expect(await copyOf(records)).toEqual(before)
    await records.close()
  })

  it('finds what stands in the next place, though nothing is kept meanwhile', async () => {
    const records = await filled(await recordsAt(await place()))
    await sql`insert into records select seq + 1, 'rogue', type, about, subject, decision, authority, as_of, client,
      recorded_at, rules_digest, envelope, payload, leaf, realm from records where seq = 1`.execute(records.database.db)
    const cause = await causeOf(records.probe())
    expect(cause.code).toMatch(kind === 'sqlite' ? /^SQLITE_CONSTRAINT/ : /^23505$/)
    expect(faultWords(cause)?.what).toBe('a record stands already where the next one belongs')
    await records.close()
  })

  it('finds a head that this key did not sign, and rules that are not what was recorded', async () => {
    const records = await filled(await recordsAt(await place()))
    await tamper(records.database, "update rulebooks set text = '{}'")
    expect(await records.probe()).toMatchObject({ size: 2 })
    expect(await causeOf(records.probe(rules.digest))).toMatchObject({ code: 'RECORDS_RULES_CHANGED' })
    expect(await causeOf(records.probe('sha256:none'))).toMatchObject({ code: 'RECORDS_RULES_CHANGED' })
    await tamper(records.database, "update log_head set note = replace(note, '2', '3')")
    expect(await causeOf(records.probe())).toMatchObject({ code: 'RECORDS_NOT_SIGNED' })
    await records.close()
  })

  it.runIf(kind === 'postgres')('finds that a right was taken away', async () => {
    const at = (await place()) as { readonly url: string }
    const owner = await filled(await recordsAt(at))
    const { db } = owner.database
    await sql.raw("create role vs_writer login password 'w'; create role vs_reader login").execute(db)
    await sql.raw(renderGrants('vs_writer', 'vs_reader')).execute(db)
    const url = at.url.replace(/\/\/[^@]+@/, '//vs_writer:w@')
    const records = await recordsAt({ url })
    expect(await records.probe(rules.digest)).toMatchObject({ size: 2 })
    for (const table of ['keys.data_keys', 'records', 'record_index', 'tree_tiles']) {
      await sql.raw(`revoke insert on ${table} from vs_writer`).execute(db)
      if (table !== 'tree_tiles') expect(await causeOf(records.probe()), table).toMatchObject({ code: '42501' })
      await sql.raw(`grant insert on ${table} to vs_writer`).execute(db)
    }
    await records.close()
    await owner.close()
  })
})

describe('a server that is stopped', () => {
  it('is found though nobody asks for anything, and named', async () => {
    const server = await startPostgres()
    const records = await filled(await recordsAt({ url: await server.database() }))
    expect(await records.probe()).toMatchObject({ size: 2 })
    await server.stop()
    const first = await causeOf(records.probe())
    expect(faultWords(first), String(first.code)).toBeDefined()
    const cause = await causeOf(records.probe())
    expect([cause.code, faultWords(cause)?.what]).toEqual(['ECONNREFUSED', 'nothing answers at that port'])
    await records.close()
  })
})

describeOnBoth('the files that SQLite has open', ({ kind, place }) => {
  const files = ['records.sqlite', 'keys.sqlite'].flatMap(name => [name, `${name}-wal`, `${name}-shm`])

  it.runIf(kind === 'sqlite').each(files)('%s taken away: nothing more is kept, for good', async name => {
    const { directory } = (await place()) as { readonly directory: string }
    const records = await filled(await recordsAt({ directory }))
    renameSync(join(directory, name), join(directory, 'elsewhere'))
    const gone = { code: 'RECORDS_FILE_GONE', message: expect.stringContaining(`“${name}”`) }
    expect(await causeOf(keepDecisions(records, [decided()]))).toMatchObject(gone)
    expect(await causeOf(records.probe())).toMatchObject(gone)
    renameSync(join(directory, 'elsewhere'), join(directory, name))
    expect(await causeOf(keepDecisions(records, [decided()]))).toMatchObject(gone)
    await records.close()
    const again = await recordsAt({ directory })
    expect(await again.probe()).toMatchObject({ size: expect.any(Number) })
    await again.close()
  })

  it.runIf(kind === 'sqlite')('replaced by a copy: nothing more is kept', async () => {
    const { directory } = (await place()) as { readonly directory: string }
    const records = await filled(await recordsAt({ directory }))
    const path = join(directory, 'records.sqlite')
    copyFileSync(path, join(directory, 'copy'))
    renameSync(join(directory, 'copy'), path)
    expect(await causeOf(keepDecisions(records, [decided()]))).toMatchObject({ code: 'RECORDS_FILE_GONE' })
    await records.close()
  })

  it.runIf(kind === 'sqlite' && process.platform === 'linux')(
    'keep their locks however often they are opened in one process, and a lock that is lost is found',
    async () => {
      const at = (await place()) as { readonly directory: string }
      const records = await filled(await recordsAt(at))
      for (let n = 0; n < 5; n += 1) await (await recordsAt(at)).close()
      expect(await records.probe()).toMatchObject({ size: 2 })
      if (!showsLocks()) return console.log('skipped: this system does not show locks')
      // What the service once did to its own file.
      closeSync(openSync(join(at.directory, 'keys.sqlite'), 'a'))
      expect(await causeOf(records.probe())).toMatchObject({
        code: 'RECORDS_LOCKS_GONE',
        message: expect.stringContaining('“keys.sqlite”'),
      })
      expect(await causeOf(keepDecisions(records, [decided()]))).toMatchObject({ code: 'RECORDS_LOCKS_GONE' })
      await records.close()
    },
  )
})
