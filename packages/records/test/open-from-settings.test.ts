import { readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { secretBesideRecords } from '../src/open/lost-records.ts'
import { recordsFromEnvironment } from '../src/open/open.ts'
import { parseRecordsSettings } from '../src/open/settings.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virtual-school-settings-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const engine = '1.0.0'

describe('records of an environment', () => {
  it('are in ./data unless it says otherwise; an empty variable says nothing', () => {
    expect(parseRecordsSettings({ DATABASE_URL: '', RECORDS_NAME: '' })).toEqual({
      ok: true,
      value: {
        place: { directory: './data' },
        secret: { file: 'data/records-secret' },
        name: 'virtual-school',
        secondPlace: {},
      },
    })
    expect(parseRecordsSettings({ DATABASE_URL: 'postgres://u@h/d', DATA_DIR: 'x' })).toMatchObject({
      value: { place: { url: 'postgres://u@h/d' }, secret: { file: 'x/records-secret' } },
    })
  })

  it.each([
    [{ DATABASE_URL: 'mysql://top:secret@h/d' }, '/DATABASE_URL', 'postgres://'],
    [{ RECORDS_NAME: 'two words' }, '/RECORDS_NAME', 'without spaces'],
  ])('%j is refused by the name of its variable and not repeated', (environment, pointer, expected) => {
    const read = parseRecordsSettings(environment)
    const issues = read.ok ? [] : read.issues
    expect(issues).toEqual([{ code: 'malformed', pointer, message: expect.stringContaining(expected) }])
    for (const value of Object.values(environment)) expect(JSON.stringify(issues)).not.toContain(value)
  })

  it('open, and open again as the same', async () => {
    const keys: string[] = []
    for (const mustExist of [false, true]) {
      const opened = await recordsFromEnvironment({ DATA_DIR: directory }, { engine, mustExist })
      if (!opened.ok) throw new Error(opened.issues[0]?.message)
      keys.push(opened.value.verifierKey)
      await opened.value.close()
    }
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).toMatch(/^virtual-school\+/)
  })

  it('are not made by whoever only reads', async () => {
    const opened = await recordsFromEnvironment({ DATA_DIR: join(directory, 'dta') }, { engine, mustExist: true })
    expect(opened).toMatchObject({ ok: false, issues: [{ code: 'unreadable', file: join(directory, 'dta') }] })
    expect(await readdir(directory)).toEqual([])
  })

  it('find their secret in the file that is named, before the one beside them', async () => {
    const apart = join(directory, 'apart', 'root.secret')
    const data = join(directory, 'data')
    const environment = { DATA_DIR: data, RECORDS_SECRET_FILE: apart }
    expect(parseRecordsSettings(environment)).toMatchObject({ value: { secret: { file: apart } } })
    const keyOf = async (given: Record<string, string>) => {
      const opened = await recordsFromEnvironment(given, { engine })
      if (!opened.ok) throw new Error(opened.issues[0]?.message)
      await opened.value.append([{ clear: { id: opened.value.newId(), type: 'accessed', client: 'tests' } }])
      await opened.value.close()
      return opened.value.verifierKey
    }
    const key = await keyOf(environment)
    expect(statSync(apart).mode & 0o777).toBe(0o600)
    expect(await readdir(data)).not.toContain('records-secret')
    const text = readFileSync(apart, 'utf8').trim()
    expect(await keyOf({ DATA_DIR: data, RECORDS_SECRET: text })).toBe(key)
    await expect(keyOf({ DATA_DIR: data })).rejects.toThrow('No new one is made')
    expect(await readdir(data)).not.toContain('records-secret')
  })

  it.each([
    [{ RECORDS_SECRET: 'canary', RECORDS_SECRET_FILE: 'a' }, 'Leave one of them out'],
    [{ RECORDS_SECRET_FILE: 'data/records.sqlite' }, 'not a file of the database'],
    [{ RECORDS_SECRET_FILE: '/data/keys.sqlite-wal' }, 'not a file of the database'],
  ])('refuse %j', async (environment, said) => {
    const read = parseRecordsSettings(environment)
    expect(read).toMatchObject({
      ok: false,
      issues: [{ pointer: '/RECORDS_SECRET_FILE', message: expect.stringContaining(said) }],
    })
    expect(JSON.stringify(read)).not.toContain('canary')
  })

  it('say that their secret lies beside them, and in a folder of theirs, and by another name of it', async () => {
    const data = join(directory, 'data')
    await mkdir(join(data, 'deep'), { recursive: true })
    await symlink(data, join(directory, 'other-name'))
    const beside = (environment: Record<string, string>) => secretBesideRecords({ DATA_DIR: data, ...environment })
    for (const file of ['data/records-secret', 'data/deep/secret', 'other-name/secret', 'data/../data/secret'])
      expect(await beside({ RECORDS_SECRET_FILE: join(directory, file) }), file).toContain('RECORDS_SECRET_FILE')
    expect(await beside({})).toContain('Move the file elsewhere')
    for (const file of ['secret', 'data-too/secret'])
      expect(await beside({ RECORDS_SECRET_FILE: join(directory, file) }), file).toBeUndefined()
    expect(await beside({ RECORDS_SECRET: 'x' })).toBeUndefined()
    expect(await beside({ DATABASE_URL: 'postgres://u@h/d' })).toBeUndefined()
  })

  it('do not open with a secret that is none', async () => {
    const opened = await recordsFromEnvironment({ DATA_DIR: directory, RECORDS_SECRET: 'short' }, { engine })
    expect(opened).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
  })
})
