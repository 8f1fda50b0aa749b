import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { recordDrafts } from '../../src/append/append.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { readHead } from '../../src/log/head.ts'
import { rotateSigningKey } from '../../src/manage/rotate-signing-key.ts'
import { activateRules } from '../../src/manage/rules.ts'
import { logFromEnvironment } from '../../src/open/log-to-read.ts'
import { openWriting, recordsFromEnvironment } from '../../src/open/open.ts'
import { type LogSettings, nodePlatform } from '../../src/open/platform.ts'
import { rotateSecret } from '../../src/open/rotate-secret.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newFolder } from '../support/folders.ts'
import { keepOne, rules, staff, valueIn } from '../support/keeping.ts'
import { recordsAt } from '../support/kept.ts'
import { oldPlaces } from '../support/old-places.ts'
import { oldSettings } from '../support/old-records.ts'

const engine = '1.0.0'
const [own, other] = ['log.example', 'other.example']
const secret = randomBytes(32).toString('base64')

const environmentOf = (place: DatabasePlace, name: string, value = secret) => ({
  ...('url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.directory }),
  ...{ RECORDS_NAME: name, RECORDS_SECRET: value },
})

describeOnBoth('a log that is opened under another name', databases => {
  const { place } = databases
  const old = oldPlaces(databases)
  const open: Records[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(one => one.close()))
  })
  const opened = async (at: DatabasePlace, name: string, value = secret) => {
    const records = valueIn(await recordsFromEnvironment(environmentOf(at, name, value), { engine }))
    open.push(records)
    return records
  }
  const begun = async (at: DatabasePlace) => {
    const records = await opened(at, own)
    await activateRules(records, rules, staff)
    await keepOne(records)
    return records
  }
  const closeAll = () => Promise.all(open.splice(0).map(one => one.close()))
  const headAt = async (at: DatabasePlace, name: string, value = secret) => {
    const { note } = await readHead((await opened(at, name, value)).database.db)
    await closeAll()
    return note
  }

  /** By every way of opening there is; then the log is as it was, and opens under its own name. */
  const expectRefused = async (at: DatabasePlace, value = secret) => {
    const before = await headAt(at, own, value)
    const environment = environmentOf(at, other, value)
    const settings: LogSettings = { place: at, secret: { value, file: 'none' }, name: other, engine }
    for (const way of [
      () => recordsFromEnvironment(environment, { engine }),
      () => recordsFromEnvironment(environment, { engine, apart: true }),
      () => recordsFromEnvironment(environment, { engine, mustExist: true }),
      () => openWriting(settings, nodePlatform),
      () => logFromEnvironment(environment),
    ])
      expect(await way()).toMatchObject({
        ok: false,
        issues: [{ message: expect.stringContaining(`The log is called “${own}”`) }],
      })
    expect(await headAt(at, own, value)).toBe(before)
    const records = await opened(at, own, value)
    await keepOne(records)
    expect((await verifyLog(records)).faults).toEqual([])
    await closeAll()
  }

  it.each([0, 1, 2])('is refused by every way of opening, with its signing key replaced %i times', async times => {
    const at = await place()
    const records = await begun(at)
    for (let n = 0; n < times; n += 1) valueIn(await rotateSigningKey(records, staff))
    await closeAll()
    await expectRefused(at)
  })

  it('is refused after its root secret was replaced too, before and after its signing key', async () => {
    const at = await place()
    await begun(at)
    await closeAll()
    const to = await newFolder()
    valueIn(await rotateSecret(environmentOf(at, own), { engine, by: staff, to: join(to, '1') }))
    const second = (await readFile(join(to, '1'), 'utf8')).trim()
    await expectRefused(at, second)
    valueIn(await rotateSigningKey(await opened(at, own, second), staff))
    await closeAll()
    valueIn(await rotateSecret(environmentOf(at, own, second), { engine, by: staff, to: join(to, '2') }))
    await expectRefused(at, (await readFile(join(to, '2'), 'utf8')).trim())
  })

  it('is refused after version 1.0 wrote it and its signing key was replaced since', async () => {
    const at = await old.old()
    await expect(recordsAt(at, { ...oldSettings, name: other })).rejects.toThrow('under another name')
    valueIn(await rotateSigningKey(await old.open(at), staff))
    await old.closeAll()
    await expect(recordsAt(at, { ...oldSettings, name: other })).rejects.toThrow(
      `The log is called “${oldSettings.name}”`,
    )
    expect((await verifyLog(await old.open(at))).faults).toEqual([])
  })

  it('is not added to by one that was opened under another name while it was empty', async () => {
    const at = await place()
    const second = await opened(at, other)
    const first = await begun(at)
    await expect(keepOne(second)).rejects.toThrow()
    await expect(second.probe()).rejects.toThrow()
    expect((await verifyLog(first)).faults).toEqual([])
  })

  it('is not added to even by a signer that somebody takes for its own', async () => {
    const at = await place()
    const records = await begun(at)
    valueIn(await rotateSigningKey(records, staff))
    const { signer } = await opened(await place(), other)
    const before = await readHead(records.database.db)
    const draft = { clear: { id: records.newId(), type: 'accessed', client: 'local' } } as const
    await expect(recordDrafts({ ...records, signer, signerAfter: async () => signer }, [draft])).rejects.toMatchObject({
      code: 'RECORDS_OTHER_NAME',
    })
    expect(await readHead(records.database.db)).toEqual(before)
  })
})
