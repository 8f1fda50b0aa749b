import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordsFromEnvironment } from '../src/node/open-from-settings.ts'
import { recordsSettingsOf } from '../src/node/settings.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'virtual-school-settings-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const engine = '1.0.0'

describe('records of an environment', () => {
  it('are in ./data unless it says otherwise; an empty variable says nothing', () => {
    expect(recordsSettingsOf({ DATABASE_URL: '', RECORDS_NAME: '' }, engine)).toEqual({
      ok: true,
      value: {
        place: { directory: './data' },
        secret: { file: 'data/records-secret' },
        name: 'virtual-school',
        engine,
        secondPlace: {},
      },
    })
    expect(recordsSettingsOf({ DATABASE_URL: 'postgres://u@h/d', DATA_DIR: 'x' }, engine)).toMatchObject({
      value: { place: { url: 'postgres://u@h/d' }, secret: { file: 'x/records-secret' } },
    })
  })

  it.each([
    [{ DATABASE_URL: 'mysql://top:secret@h/d' }, '/DATABASE_URL', 'postgres://'],
    [{ RECORDS_NAME: 'two words' }, '/RECORDS_NAME', 'without spaces'],
  ])('%j is refused by the name of its variable and not repeated', (environment, pointer, expected) => {
    const read = recordsSettingsOf(environment, engine)
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

  it('do not open with a secret that is none', async () => {
    const opened = await recordsFromEnvironment({ DATA_DIR: directory, RECORDS_SECRET: 'short' }, { engine })
    expect(opened).toMatchObject({ ok: false, issues: [{ code: 'malformed' }] })
  })
})
