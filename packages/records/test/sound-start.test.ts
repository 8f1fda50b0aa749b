import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeOnce } from '../../../test/support/make-once.ts'
import { keepDecisions } from '../src/append/decisions.ts'
import type { Draft } from '../src/append/draft.ts'
import type { Records } from '../src/append/records.ts'
import { connectDatabase, type DatabasePlace } from '../src/database/open.ts'
import { openLog } from '../src/open/open.ts'
import { nodePlatform } from '../src/open/platform.ts'
import { verifyLog } from '../src/verify/verify-log.ts'
import { describeOnBoth } from './support/databases.ts'
import { decided, recordsAt, secret } from './support/kept.ts'
import { tamper } from './support/tamper.ts'

const drafts = (count: number): readonly Draft[] =>
  Array.from({ length: count }, () => ({ clear: { id: nodePlatform.newId(), type: 'accessed', client: 'tests' } }))

const opening = (place: DatabasePlace) => openLog({ place, secret, name: 'example', engine: '1.0.0' }, nodePlatform)

/** The message with which opening was refused; undefined: it was not. */
const refusalAt = async (place: DatabasePlace): Promise<string | undefined> => {
  const opened = await opening(place)
  if (opened.ok) await opened.value.close()
  else expect(opened.issues.map(one => one.code)).toEqual(['not-proved'])
  return opened.ok ? undefined : opened.issues[0]!.message
}

/** A log with some decisions at its end. */
const filled = async (place: DatabasePlace, before = 0): Promise<Records> => {
  const records = await recordsAt(place)
  if (before > 0) await records.append(drafts(before))
  await keepDecisions(records, [decided({ subjectRef: 'C-1' }), decided({ subjectRef: 'C-2' }), decided()])
  return records
}

const copyRow = (seq: string): string =>
  `insert into records select ${seq}, '01890000-0000-7000-8000-00000000000' || ${seq} % 10, type, about, subject, decision, authority, as_of,
   client, recorded_at, rules_digest, envelope, payload, leaf, realm from records where seq = 0`

/** What somebody does to the end of a log of ten, and what is said of it. */
const attacks: readonly (readonly [string, string, RegExp])[] = [
  ['a note of another size', "update log_head set note = replace(note, '10', '11')", /checkpoint of the log/],
  ['no note', "update log_head set note = ''", /checkpoint of the log/],
  ['a note that is none', "update log_head set note = 'x'", /checkpoint of the log/],
  ['a head that was put back', 'update log_head set size = 9', /head|end of the log/i],
  ['a head that was put on', 'update log_head set size = 11', /Its “size” is not what was signed/],
  ['another root', `update log_head set root = (select leaf from records where seq = 1)`, /“root”/],
  ['another frontier', `update log_head set frontier = root`, /“frontier”/],
  ['another time', "update log_head set recorded_at = '2031-01-01T00:00:00.000Z'", /“recorded_at”/],
  ['no head', 'delete from log_head', /missing/],
  ['a record in the next place', copyRow('10'), /after the end/],
  ['a record far beyond', copyRow('7000'), /numbered 7000 stands after the end/],
  ['the last record taken away', 'delete from records where seq = 9', /Record 9: .*missing/],
  ['a record of the last batch taken away', 'delete from records where seq = 8', /Record 8/],
  [
    'an envelope changed',
    "update records set envelope = replace(envelope, 'tests', 'tasks') where seq = 9",
    /Record 9/,
  ],
  ['a column changed', "update records set decision = 'remit' where seq = 9", /Record 9: A column/],
  [
    'a payload of another',
    'update records set payload = (select payload from records where seq = 7) where seq = 9',
    /sealed/,
  ],
  ['a hash changed', 'update records set leaf = (select leaf from records where seq = 7) where seq = 9', /Record 9/],
  [
    'two records in each other’s place',
    'update records set seq = 99 where seq = 8; update records set seq = 8 where seq = 9; update records set seq = 9 where seq = 99',
    /Record/,
  ],
]

describeOnBoth('the end of a log, when it is opened', ({ place, copy }) => {
  const logOfTen = makeOnce(async () => {
    const at = await place()
    const records = await filled(at, 7)
    await records.close()
    return { at, records }
  })

  it('is sound at every size around a full block of the tree', async () => {
    const at = await place()
    for (const more of [1, 254, 1, 1, 255, 1, 300]) {
      const records = await recordsAt(at)
      await records.append(drafts(more))
      await records.close()
    }
    expect(await refusalAt(at)).toBeUndefined()
  })

  it.each(attacks)('with %s is not gone on with, and verifying can still open it', async (_, statements, said) => {
    const { at: whole, records } = await logOfTen()
    const at = await copy(whole)
    const database = connectDatabase(at)
    await tamper(database, ...statements.split('; '))
    const message = (await refusalAt(at)) ?? ''
    expect(message).toMatch(said)
    expect(message).toContain('The log is not sound, and nothing is added to such a log.')
    expect(message).toContain('virtual-school records verify')
    expect((await verifyLog({ ...records, database })).isSound).toBe(false)
    await database.close()
  })

  it('is held to the stored hashes of what stands before its last block', async () => {
    for (const change of ['delete from tree_tiles', 'update tree_tiles set hash = (select root from log_head)']) {
      const at = await place()
      const records = await filled(at, 300)
      expect(await refusalAt(at)).toBeUndefined()
      await tamper(records.database, change)
      await records.close()
      expect(await refusalAt(at), change).toMatch(/not sound.*(?:hash|end of the log)/)
    }
  })

  it('is not taken for unsound while another process appends to it', async () => {
    const at = await place()
    const records = await filled(at)
    let isOver = false
    const writing = (async () => {
      while (!isOver) await records.append(drafts(5))
    })()
    for (let n = 0; n < 10; n += 1) expect(await refusalAt(at)).toBeUndefined()
    isOver = true
    await writing
    await records.close()
  })

  it('costs no more on a long log than on a short one', async () => {
    const statements = async (before: number): Promise<readonly string[]> => {
      const at = await place()
      await (await filled(at, before)).close()
      const read: string[] = []
      const opened = await openLog(
        { place: at, secret, name: 'example', engine: '1.0.0' },
        { ...nodePlatform, observer: { before: text => read.push(text) } },
      )
      if (opened.ok) await opened.value.close()
      // Where it was last looked is a number of the log's own.
      return read.map(text => text.replace(/ = \d+$/, ' = n'))
    }
    const [short, long] = [await statements(600), await statements(1_500)]
    expect(long).toEqual(short)
    const rows = long.filter(text => /^select .* from "records" where "?seq/.test(text))
    for (const text of rows) expect(text).toMatch(/limit/)
  })

  it('of another secret is told apart from a damaged one', async () => {
    const at = await place()
    await (await filled(at)).close()
    const other = { value: randomBytes(32).toString('base64'), file: 'none' }
    await expect(recordsAt(at, { secret: other })).rejects.toThrow('with another root secret')
    await expect(recordsAt(at, { name: 'other' })).rejects.toThrow('under another name')
  })
})

describeOnBoth('keys without records', ({ kind, place }) => {
  it('are not the beginning of a new log', async () => {
    const at = await place()
    const records = await filled(at)
    if (kind === 'postgres')
      await tamper(records.database, 'delete from records', "update log_head set size = 0, note = ''")
    await records.close()
    if ('directory' in at) {
      await rm(join(at.directory, 'records.sqlite'))
      await writeFile(join(at.directory, 'records.sqlite'), '')
    }
    expect(await refusalAt(at)).toMatch(kind === 'sqlite' ? /keys of children and no records/ : /not sound/)
  })

  it.runIf(kind === 'sqlite')('nor is one file without the other', async () => {
    const at = (await place()) as { readonly directory: string }
    for (const name of ['records.sqlite', 'keys.sqlite']) {
      const directory = join(at.directory, name)
      await (await filled({ directory })).close()
      await rm(join(directory, name))
      await expect(opening({ directory })).rejects.toMatchObject({
        code: 'RECORDS_FILE_MISSING',
        message: expect.stringContaining(name),
      })
      await expect(opening({ directory })).rejects.toThrow('Put it back')
    }
  })

  it.runIf(kind === 'sqlite')('while a first start that was cut short is begun again', async () => {
    const at = (await place()) as { readonly directory: string }
    await writeFile(join(at.directory, 'keys.sqlite'), '')
    expect(await refusalAt(at)).toBeUndefined()
  })
})
