import { createHash, randomBytes } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Records } from '../../records/src/append/records.ts'
import type { DatabasePlace } from '../../records/src/database/open.ts'
import { renderGrants } from '../../records/src/database/rights.ts'
import { describeOnBoth } from '../../records/test/support/databases.ts'
import { pastGuards, runSql } from '../../records/test/support/guards.ts'
import { recordsAt, secret } from '../../records/test/support/kept.ts'
import { variedLog } from '../../records/test/support/varied-log.ts'
import { runCli } from './terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-reading-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const nowhere = () => join(folder, 'nowhere')
const environmentOf = (place: DatabasePlace): Record<string, string> =>
  'url' in place ? { DATABASE_URL: place.url, DATA_DIR: nowhere() } : { DATA_DIR: place.directory }
const run = (place: DatabasePlace, ...argv: string[]) => runCli(['records', ...argv], { env: environmentOf(place) })
const withSecret = (place: DatabasePlace, ...argv: string[]) =>
  runCli(['records', ...argv], {
    env: { ...environmentOf(place), RECORDS_SECRET: secret.value, RECORDS_NAME: 'example' },
  })

/** Bytes, modes and times of a folder and of all that is in it. */
const tracesOf = async (directory: string) => {
  const names = ['.', ...(await readdir(directory)).sort()]
  return Promise.all(
    names.map(async name => {
      const { mode, mtimeMs, size } = await stat(join(directory, name))
      const text =
        name === '.'
          ? ''
          : createHash('sha256')
              .update(await readFile(join(directory, name)))
              .digest('hex')
      return { name, mode, mtimeMs, size, text }
    }),
  )
}

/** Some of the files of a folder, copied as they lie into another. */
const copied = async (from: string, names: readonly string[]): Promise<string> => {
  const to = await mkdtemp(join(folder, 'copy-'))
  for (const name of names) await copyFile(join(from, name), join(to, name))
  for (const name of names) await chmod(join(to, name), 0o444)
  await chmod(to, 0o777)
  return to
}

const reading = (key: string): readonly (readonly string[])[] => [['verify', '--key', key], ['report'], ['checkpoint']]

describeOnBoth('a log that is read by its public key alone', ({ place, kind }) => {
  test('is verified, reported on and its checkpoint printed without secret, keys or the right to write', async () => {
    const at = await place()
    const records = await recordsAt(at)
    await variedLog(records, 9)
    const { verifierKey, database } = records
    if (kind === 'postgres') {
      const [writer, reader] = ['w', 'r'].map(name => `${name}${randomBytes(4).toString('hex')}`)
      for (const role of [writer, reader]) await runSql(database.db, `create role ${role} login password 'x'`)
      for (const one of renderGrants(writer!, reader!).split(/;\n(?!END)/)) if (one) await runSql(database.db, one)
      await records.close()
      const url = Object.assign(new URL((at as { url: string }).url), { username: reader, password: 'x' })
      await readAll({ url: url.href }, verifierKey)
    } else {
      await records.close()
      await rm(join((at as { directory: string }).directory, 'keys.sqlite'))
      await readAll(at, verifierKey)
    }
  })

  const readAll = async (at: DatabasePlace, key: string) => {
    for (const argv of reading(key)) expect(await run(at, ...argv)).toMatchObject({ code: 0, stderr: '' })
    const { stdout } = await run(at, 'verify', '--key', key)
    expect(stdout).toMatch(/^The log is sound\.\n19 records read/)
    expect(stdout).toMatch(/The keys were not there to be looked at/)
    expect(JSON.parse((await run(at, 'verify', '--key', key, '--format', 'json')).stdout)).toMatchObject({
      ...{ isSound: true, seesKeys: false, counts: { opened: 0, dataKeys: 0 } },
    })
  }

  test('opens payloads too where the root secret is at hand', async () => {
    const at = await place()
    const records = await recordsAt(at)
    await variedLog(records, 9)
    await records.close()
    const read = async (...argv: string[]) => JSON.parse((await withSecret(at, ...argv, '--format', 'json')).stdout)
    expect(await read('verify')).toMatchObject({ isSound: true, seesKeys: true, counts: { closed: 0 } })
    expect((await read('verify')).counts.opened).toBeGreaterThan(4)
    expect(await read('verify', '--key', records.verifierKey)).toEqual(await read('verify'))
  })

  test('says what it needs, and what is not right, in words', async () => {
    const at = await place()
    const records = await recordsAt(at)
    await variedLog(records, 9)
    await records.close()
    expect(await run(at, 'verify')).toMatchObject({ code: 2, stderr: expect.stringContaining('--key log.pub') })
    expect(await run(at, 'verify', '--key', `${records.verifierKey}x`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('verifier key'),
    })
    const env = { ...environmentOf(at), RECORDS_SECRET: secret.value }
    expect(await runCli(['records', 'verify'], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Set RECORDS_NAME=example'),
    })
    const others = { ...env, RECORDS_SECRET: randomBytes(32).toString('base64') }
    const { code, stdout } = await runCli(['records', 'verify', '--key', records.verifierKey], { env: others })
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('is that of another log') })
  })

  const damages = [
    ['its number', "replace(note, e'\\n19\\n', e'\\n18\\n')"],
    ['its name', "replace(note, 'example', 'exampel')"],
    ['its signature', "replace(note, '— example ', '— example A')"],
    ['all of it', "''"],
  ] as const
  test.each(damages)('reports an end that was damaged, %s, as that, also to who has the secret', async (_, damage) => {
    const at = await place()
    const records = await recordsAt(at)
    await variedLog(records, 9)
    const note =
      kind === 'postgres' ? damage : damage.replaceAll("e'\\n", "char(10)||'").replaceAll("\\n'", "'||char(10)")
    await pastGuards(records.database, db => runSql(db, `update log_head set size = size + 1, note = ${note}`))
    await pastGuards(records.database, db => runSql(db, 'update log_head set size = size - 1'))
    await records.close()
    for (const ran of [await withSecret(at, 'verify'), await run(at, 'verify', '--key', records.verifierKey)]) {
      expect(ran).toMatchObject({ code: 1, stderr: '' })
      expect(ran.stdout).toMatch(/The log: The checkpoint of the log is not one that the log’s key signed/)
      expect(ran.stdout).not.toMatch(/another root secret/)
    }
  })
})

describe('reading leaves no trace in the files', () => {
  const files = ['records.sqlite', 'records.sqlite-wal', 'records.sqlite-shm']
  const keysToo = [...files, 'keys.sqlite', 'keys.sqlite-wal', 'keys.sqlite-shm']
  let [records, directory, size] = [undefined, '', 0] as unknown as [Records, string, number]
  beforeAll(async () => {
    directory = join(folder, 'live')
    await mkdir(directory)
    records = await recordsAt({ directory })
    await variedLog(records, 9)
    size = 19
  })
  afterAll(() => records.close())

  /** As they lie: while somebody writes, or after a kill. */
  test.each([
    ['with the log of changes and its index', files],
    ['with the log of changes alone', files.slice(0, 2)],
    ['with the keys', keysToo],
    ['with the keys, of which the index is gone', keysToo.filter(name => name !== 'keys.sqlite-shm')],
  ])('copied while somebody writes, %s', async (_, names) => {
    const copy = await copied(directory, names)
    const before = await tracesOf(copy)
    for (const argv of reading(records.verifierKey)) {
      expect(await run({ directory: copy }, ...argv)).toMatchObject({ code: 0, stderr: '' })
      expect(await tracesOf(copy)).toEqual(before)
    }
    expect((await run({ directory: copy }, 'verify', '--key', records.verifierKey)).stdout).toContain(`${size} records`)
  })

  test('while somebody writes, but for the index of changes, which is theirs', async () => {
    const others = async () => (await tracesOf(directory)).filter(({ name }) => !name.endsWith('-shm'))
    const before = await others()
    for (const argv of reading(records.verifierKey))
      expect(await run({ directory }, ...argv)).toMatchObject({ code: 0, stderr: '' })
    expect(await others()).toEqual(before)
  })

  test('that were closed, in a folder whose name SQLite could mistake', async () => {
    const odd = join(folder, 'a?b#c%20d é')
    const closed = await recordsAt({ directory: odd })
    await variedLog(closed, 9)
    await runSql(closed.database.db, 'pragma main.wal_checkpoint(truncate)')
    await runSql(closed.database.db, 'pragma keys.wal_checkpoint(truncate)')
    const copy = await copied(odd, ['records.sqlite', 'keys.sqlite'])
    await closed.close()
    const before = await tracesOf(copy)
    for (const argv of reading(closed.verifierKey))
      expect(await run({ directory: copy }, ...argv)).toMatchObject({ code: 0, stderr: '' })
    expect(await tracesOf(copy)).toEqual(before)
    expect(await run({ directory: odd }, 'verify', '--key', closed.verifierKey)).toMatchObject({ code: 0 })
  })

  test('and what is no database is said to be damaged', async () => {
    const copy = await copied(directory, files.slice(0, 1))
    const path = join(copy, 'records.sqlite')
    const bytes = await readFile(path)
    await chmod(path, 0o644)
    await writeFile(path, bytes.fill(7, 0, 100))
    const ran = await run({ directory: copy }, 'verify', '--key', records.verifierKey)
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/^The log is not sound/) })
    expect(ran.stdout).toMatch(/cannot read its files further/)
  })
})
