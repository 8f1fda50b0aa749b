import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sizeOf } from '../../../test/support/sizes.ts'
import { pickerFor } from '../../rules/test/support/picker.ts'
import type { Records } from '../src/append/records.ts'
import { compareWithMigrations } from '../src/database/guards.ts'
import { migrations } from '../src/database/migrations/all.ts'
import { listPostgresObjectsAfter } from '../src/database/postgres-schema.ts'
import type { StoredSchema } from '../src/database/schema-objects.ts'
import type { LogReport } from '../src/verify/report.ts'
import { verifySource } from '../src/verify/verify-log.ts'
import { recordsAt } from './support/kept.ts'
import { copyOf, copySource, type LogCopy } from './support/log-copy.ts'
import { everyMutation, forked, schemaMutations, shorter } from './support/mutations.ts'
import { eventfulLog, variedLog } from './support/varied-log.ts'

const wanted = sizeOf('MUTATIONS')

interface Subject {
  readonly records: Records
  readonly copy: LogCopy
  readonly checkpoint: string
}
const directories: string[] = []
const logOf = async (decisions: number, fill = variedLog): Promise<Subject> => {
  const directory = await mkdtemp(join(tmpdir(), 'virtual-school-mutations-'))
  directories.push(directory)
  const records = await recordsAt({ directory })
  await fill(records, decisions)
  const copy = await copyOf(records)
  return { records, copy, checkpoint: copy.log_head[0]!.note! }
}

let small: Subject
let large: Subject
let eventful: Subject
beforeAll(async () => {
  small = await logOf(40)
  large = await logOf(270)
  eventful = await logOf(20, eventfulLog)
})
afterAll(async () => {
  for (const { records } of [small, large, eventful]) await records.close()
  for (const directory of directories) await rm(directory, { recursive: true, force: true })
})

const check = ({ records }: Subject, copy: LogCopy, checkpoint?: string): Promise<LogReport> =>
  verifySource(copySource(copy), records, { checkpoint })

const unnoticed = async (subject: Subject, count: number, seed: string): Promise<readonly string[]> => {
  const picker = pickerFor(seed)
  const passed: string[] = []
  for (let made = 0; made < count; ) {
    const mutated = picker.of(everyMutation)(subject.copy, picker)
    if (mutated === undefined) continue
    made += 1
    if ((await check(subject, mutated.copy)).isSound) passed.push(mutated.what)
  }
  return passed
}

describe('whatever is changed in a stored log is found', () => {
  test('by one without the root secret, in a log of some dozens of records', async () => {
    expect(await unnoticed(small, Math.ceil(wanted * 0.9), 'small')).toEqual([])
  }, 3_600_000)

  test('in one in which a decision was moved, lists were read and the signing key was replaced', async () => {
    expect((await check(eventful, eventful.copy)).faults).toEqual([])
    expect(await unnoticed(eventful, wanted, 'eventful')).toEqual([])
  }, 3_600_000)

  test('and in one with a finished tile', async () => {
    expect(await unnoticed(large, Math.ceil(wanted * 0.1), 'large')).toEqual([])
  }, 3_600_000)
})

describe('whatever is changed in what the tables are made of is found', () => {
  test('on PostgreSQL, where it is compared with what the migrations made once', async () => {
    const last = Object.keys(migrations('postgres')).sort().at(-1)!
    const schema: StoredSchema = {
      ...{ migrations: Object.keys(migrations('postgres')).sort(), seesKeys: true, rights: [] },
      objects: listPostgresObjectsAfter(last),
    }
    expect((await compareWithMigrations('postgres', schema)).faults).toEqual([])
    const picker = pickerFor('postgres')
    const passed: string[] = []
    for (let made = 0; made < wanted; ) {
      const mutated = picker.of(schemaMutations)({ ...small.copy, schema }, picker)
      if (mutated === undefined) continue
      made += 1
      if ((await compareWithMigrations('postgres', mutated.copy.schema)).faults.length === 0) passed.push(mutated.what)
    }
    expect(passed).toEqual([])
  })
})

describe('by one who holds the root secret', () => {
  const sizes = [1, 2, 17, 39, 44]
  test.each(sizes)(
    'records cut off after %i are found with a checkpoint kept elsewhere, and without it are not',
    async size => {
      const cut = shorter(small.copy, size, small.records.signer)
      const codes = (await check(small, cut, small.checkpoint)).faults.map(one => one.code)
      expect(codes).toContain('truncated')
      const erasedSince = (await check(small, cut)).faults.filter(one => one.code !== 'key' && one.code !== 'index')
      expect(erasedSince).toEqual([])
    },
  )

  test.each(sizes)(
    'records rewritten from %i on are found with a checkpoint kept elsewhere, and without it are not',
    async size => {
      const other = forked(small.copy, size, small.records.signer)
      expect((await check(small, other, small.checkpoint)).faults.map(one => one.code)).toEqual(['forked'])
      expect((await check(small, other)).faults).toEqual([])
    },
  )

  test('an old copy put back is found with a checkpoint kept elsewhere, and without it is not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'virtual-school-mutations-'))
    directories.push(directory)
    const records = await recordsAt({ directory })
    await variedLog(records, 10)
    const old = await copyOf(records)
    await variedLog(records, 10)
    const subject = { records, copy: old, checkpoint: (await copyOf(records)).log_head[0]!.note! }
    expect((await check(subject, old, subject.checkpoint)).faults.map(one => one.code)).toEqual(['truncated'])
    expect((await check(subject, old)).faults).toEqual([])
    expect((await check(subject, old, 'no checkpoint')).faults.map(one => one.code)).toEqual(['outside'])
    await records.close()
  })

  test('a reference that was made to lead to another child is found, and the child is named', async () => {
    const subjects = small.copy['keys.subjects']
    const [one, other] = [subjects[0]!, subjects[1]!]
    const swapped = [{ ...one, lookup: other.lookup }, { ...other, lookup: one.lookup }, ...subjects.slice(2)]
    const faults = (await check(small, { ...small.copy, 'keys.subjects': swapped })).faults
    expect(new Set(faults.map(fault => fault.code))).toEqual(new Set(['subject']))
    const named = faults.map(fault => fault.message).join()
    for (const { subject } of [one, other]) expect(named).toContain(subject)
    for (const { subject } of subjects.slice(2)) expect(named).not.toContain(subject)
  })

  test('nor may it be swapped with all that binds it, nor lead to nobody, nor be gone', async () => {
    const subjects = small.copy['keys.subjects']
    const [one, other] = [subjects[0]!, subjects[1]!]
    const changes = [
      // Whole rows in one another's place, but for the subject.
      [
        { ...one, ...{ ...other, subject: one.subject } },
        { ...other, ...{ ...one, subject: other.subject } },
      ],
      [{ ...one, subject: 'f'.repeat(32) }, other],
      [{ ...one, realm: 'norfolk' }, other],
      [{ ...one, bound: null }, other],
      [other],
    ]
    for (const change of changes) {
      const copy = { ...small.copy, 'keys.subjects': [...change, ...subjects.slice(2)] }
      const codes = (await check(small, copy)).faults.map(fault => fault.code)
      expect(new Set(codes)).toEqual(new Set(['subject']))
    }
  })
})
