import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepDecisionOnce } from '../../src/append/decisions.ts'
import { isRepeat } from '../../src/append/draft.ts'
import { onceOf } from '../../src/append/once.ts'
import type { Records } from '../../src/append/records.ts'
import type { DatabasePlace } from '../../src/database/open.ts'
import { verifierKeysOf } from '../../src/log/events.ts'
import { rotateSigningKey } from '../../src/manage/rotate-signing-key.ts'
import { activateRules } from '../../src/manage/rules.ts'
import { recordsFromEnvironment } from '../../src/open/open.ts'
import { rotateSecret } from '../../src/open/rotate-secret.ts'
import { answerAgain } from '../../src/read/answer-again.ts'
import { explanationOf } from '../../src/read/explanation.ts'
import { consistencyBetween, currentCheckpoint, receiptOf } from '../../src/read/proofs.ts'
import { readRecord } from '../../src/read/read-record.ts'
import { verifyReceipt } from '../../src/receipt/verify-receipt.ts'
import { verifyLog } from '../../src/verify/verify-log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { keepOne, openAt, rules, staff, timetable, valueIn } from '../support/keeping.ts'
import { decided } from '../support/kept.ts'

describeOnBoth('a signing key that is replaced', ({ place }) => {
  let at: DatabasePlace
  let records: Records
  const open: Records[] = []
  const openAgain = async () => {
    const opened = await openAt(at)
    open.push(opened)
    return opened
  }
  beforeEach(async () => {
    at = await place()
    records = await openAgain()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map(one => one.close()))
  })
  const namesOf = async ({ database }: Records) => {
    const rows = await database.db.selectFrom('keys.deployment_keys').select('name').orderBy('name').execute()
    return rows.map(one => one.name)
  }

  it('signs from then on; what the old one signed stays good, and the whole log verifies by either', async () => {
    const { id, receipt } = await keepOne(records, { subjectRef: 'case-1' })
    const old = valueIn(await currentCheckpoint(records))
    const { from, to } = valueIn(await rotateSigningKey(records, staff))
    const keys = await verifierKeysOf(records)
    expect(keys).toBe(`${from}\n${to}`)
    expect(await namesOf(records)).toEqual(['binding', 'lookup', 'signingSeed', 'wrapping'])
    const later = await keepOne(records, { subjectRef: 'case-1' })
    for (const [text, key, verdict] of [
      [receipt, keys, 'genuine'],
      [later.receipt, keys, 'genuine'],
      [receipt, from, 'genuine'],
      [receipt, to, 'undecided'],
      [later.receipt, from, 'undecided'],
    ] as const)
      expect(verifyReceipt(text, { verifierKey: key }).verdict).toBe(verdict)
    const { database } = records
    for (const verifierKey of [keys, from, to])
      expect((await verifyLog({ database, verifierKey }, { checkpoint: old })).faults).toEqual([])
    const now = valueIn(await currentCheckpoint(records))
    expect((await verifyLog(records, { checkpoints: [{ note: old }, { note: now }] })).faults).toEqual([])
    expect(valueIn(await consistencyBetween(records, old, now)).length).toBeGreaterThan(0)
    expect(valueIn(await receiptOf(records, id, staff))).toContain(id)
    const again = await openAgain()
    expect(again.verifierKey).toBe(keys)
    expect(valueIn(await readRecord(again, id, staff)).state).toBe('decision')
    const account = JSON.parse(valueIn(await explanationOf(again, id, staff, 'json')))
    expect(account.checks.receipt).toBe('verified')
  })

  it('is taken over by others that have the records open, with their next batch', async () => {
    const other = await openAgain()
    await keepOne(other)
    const { to } = valueIn(await rotateSigningKey(records, staff))
    expect(other.signer.verifierKey).not.toBe(to)
    const kept = await keepOne(other)
    expect(other.signer.verifierKey).toBe(to)
    expect(verifyReceipt(kept.receipt, { verifierKey: to }).verdict).toBe('genuine')
    const { to: third } = valueIn(await rotateSigningKey(other, staff))
    await keepOne(records)
    expect((await verifierKeysOf(records)).split('\n')).toHaveLength(3)
    expect(records.signer.verifierKey).toBe(third)
    expect((await verifyLog(records)).faults).toEqual([])
  })

  it('gives a request that comes again a receipt that the keys of the log bear out, at every instance', async () => {
    const other = await openAgain()
    const sent = { key: 'k-1', request: { ...timetable, subjectRef: 'case-1' } }
    const send = async (by: Records) =>
      keepDecisionOnce(
        by,
        decided({ by: staff, subjectRef: 'case-1', request: timetable }),
        await onceOf(by, staff, sent),
      )
    const again = async (by: Records) => {
      const repeat = await send(by)
      if (!isRepeat(repeat)) throw new Error('It was recorded')
      const answer = await answerAgain(by, repeat, { hasTrace: true })
      if (answer.kind !== 'same') throw new Error(answer.kind)
      return answer
    }
    const first = await send(records)
    if (isRepeat(first)) throw new Error('It was answered before')
    expect((await again(records)).receipt).toBe(first.receipt)
    const { from } = valueIn(await rotateSigningKey(records, staff))
    const keys = await verifierKeysOf(records)
    // The first has the new key, the second the old one still, the third was opened since.
    for (const by of [records, other, await openAgain()]) {
      const { id, receipt } = await again(by)
      expect(id).toBe(first.id)
      expect(verifyReceipt(receipt, { verifierKey: keys }).verdict).toBe('genuine')
      const note = (JSON.parse(receipt) as { checkpoint: string }).checkpoint
      expect((await verifyLog(records, { checkpoint: note })).faults).toEqual([])
    }
    expect(verifyReceipt(first.receipt, { verifierKey: from }).verdict).toBe('genuine')
  })

  it('is found if the old one signs again, or a key that nobody endorsed takes its place', async () => {
    await keepOne(records)
    const stranger = await openAt(await place())
    open.push(stranger)
    const { size, root } = await records.database.db.selectFrom('log_head').selectAll().executeTakeFirstOrThrow()
    const oldNote = records.signer.sign({ size: size + 1, root: Buffer.from(root) })
    valueIn(await rotateSigningKey(records, staff))
    const report = await verifyLog(records, { checkpoint: oldNote })
    expect(report.faults.map(one => one.code)).toContain('outside')
    expect(report.faults.map(one => one.message).join()).toMatch(/is not the one that signs a log of \d+ records/)
    const { database } = records
    const foreign = await verifyLog({ database, verifierKey: `${stranger.verifierKey}` })
    expect(foreign.faults.map(one => one.code)).toContain('signing-key')
  })

  it('goes on where it was cut short: before the record, and before the old key is destroyed', async () => {
    /** The transactions are: keys made right, the record, the old key destroyed. */
    const cut = async (transactions: number) => {
      const own = await openAgain()
      const { database } = own
      let left = transactions
      const db = new Proxy(database.db, {
        get: (real, name) => {
          if (name === 'transaction' && --left < 0) throw new Error('cut short')
          const found: unknown = Reflect.get(real, name)
          return typeof found === 'function' ? found.bind(real) : found
        },
      })
      await expect(rotateSigningKey({ ...own, database: { ...database, db } }, staff)).rejects.toThrow()
    }
    await keepOne(records)
    await cut(1)
    expect(await namesOf(records)).toContain('nextSigningSeed')
    expect((await verifyLog(records)).faults).toEqual([])
    await keepOne(await openAgain())
    await cut(2)
    expect(await namesOf(records)).toContain('nextSigningSeed')
    const after = await openAgain()
    await keepOne(after)
    expect((await verifyLog(after)).faults).toEqual([])
    valueIn(await rotateSigningKey(after, staff))
    expect(await namesOf(after)).toEqual(['binding', 'lookup', 'signingSeed', 'wrapping'])
    expect((await verifyLog(after)).faults).toEqual([])
    expect((await verifierKeysOf(after)).split('\n')).toHaveLength(3)
  })

  it('is refused to nobody in particular', async () => {
    expect(await rotateSigningKey(records, { client: 'local' })).toMatchObject({ issues: [{ pointer: '/actor' }] })
  })
})

describe('a root secret that is replaced', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'virtual-school-secret-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const engine = '1.0.0'
  const opened = async (environment: Readonly<Record<string, string>> = {}) => {
    const records = await recordsFromEnvironment({ DATA_DIR: folder, ...environment }, { engine })
    if (records.ok) await activateRules(records.value, rules, staff)
    return records
  }
  const secretIn = (name: string) => readFile(join(folder, name), 'utf8')

  it('opens everything, is recorded, and the old one is put aside and opens nothing', async () => {
    const records = valueIn(await opened())
    const { id } = await keepOne(records, { subjectRef: 'case-1' })
    const before = await secretIn('records-secret')
    const done = valueIn(await rotateSecret({ DATA_DIR: folder }, { engine, by: staff }))
    expect(done.file).toBe(join(folder, 'records-secret'))
    expect(await readFile(done.old!, 'utf8')).toBe(before)
    expect((await stat(done.file)).mode & 0o077).toBe(0)
    expect(await secretIn('records-secret')).not.toBe(before)
    // Whoever has the records open goes on.
    await keepOne(records)
    await records.close()
    const again = valueIn(await opened())
    expect(valueIn(await readRecord(again, id, staff)).state).toBe('decision')
    expect((await verifyLog(again)).faults).toEqual([])
    // And takes a new signing key over all the same, since it reads the secret again.
    const running = valueIn(await opened())
    valueIn(await rotateSecret({ DATA_DIR: folder }, { engine, by: staff }))
    const other = valueIn(await opened())
    valueIn(await rotateSigningKey(other, staff))
    await keepOne(running)
    expect((await verifyLog(other)).faults).toEqual([])
    await Promise.all([again, running, other].map(one => one.close()))
    const old = await opened({ RECORDS_SECRET: before.trim() })
    expect(old).toMatchObject({ ok: false, issues: [{ code: 'not-proved' }] })
  })

  it('from the environment goes into a file that is named, and stays where it is', async () => {
    const own = Buffer.alloc(32, 'a secret of tests').toString('base64')
    const environment = { DATA_DIR: folder, RECORDS_SECRET: own }
    const records = valueIn(await opened(environment))
    await keepOne(records)
    await records.close()
    expect(await rotateSecret(environment, { engine, by: { client: 'local' } })).toMatchObject({
      issues: [{ pointer: '/actor' }, { pointer: '/to' }],
    })
    const to = join(folder, 'new-secret')
    expect(valueIn(await rotateSecret(environment, { engine, by: staff, to }))).toMatchObject({ file: to, old: null })
    expect(await opened(environment)).toMatchObject({ ok: false })
    const again = valueIn(await opened({ RECORDS_SECRET: (await readFile(to, 'utf8')).trim() }))
    await again.close()
  })

  it('is gone on with if it was cut short once the keys were wrapped by the new one', async () => {
    const records = valueIn(await opened())
    await keepOne(records)
    await records.close()
    const observer = {
      before: (sql: string) => {
        if (/insert into "records"/.test(sql)) throw new Error('disk full')
      },
    }
    await expect(
      rotateSecret({ DATA_DIR: folder }, { engine, by: staff, surroundings: { observer } }),
    ).rejects.toThrow()
    expect(existsSync(join(folder, 'records-secret.next'))).toBe(true)
    expect(await opened()).toMatchObject({ ok: false })
    valueIn(await rotateSecret({ DATA_DIR: folder }, { engine, by: staff }))
    const again = valueIn(await opened())
    expect((await verifyLog(again)).faults).toEqual([])
    await again.close()
    expect((await readdir(folder)).filter(name => name.startsWith('records-secret'))).toHaveLength(2)
  })
})
