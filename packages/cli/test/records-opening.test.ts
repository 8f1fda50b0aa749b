import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordsFromEnvironment } from '@virtual-school/records'
import { describe, expect, it } from 'vitest'
import { copySqlite } from '../../records/test/support/copy-sqlite.ts'
import { keptRecords } from './kept-records.ts'
import { runCli } from './terminal.ts'

const { at, done } = keptRecords()

describe('records that cannot be opened', () => {
  const copyOf = async (name: string) => {
    const directory = join(at.folder, name)
    await copySqlite(at.data, directory)
    return directory
  }

  it('are told of by what is wrong, and where; it is never advised to stop keeping them', async () => {
    const damaged = await copyOf('damaged')
    for (const end of ['-wal', '-shm']) await rm(join(damaged, `records.sqlite${end}`), { force: true })
    await writeFile(join(damaged, 'records.sqlite'), 'canary'.repeat(2_000))
    const half = await copyOf('half')
    await rm(join(half, 'keys.sqlite'))
    const told: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ DATA_DIR: damaged }, /damaged, or is no database \(SQLITE_NOTADB\)/],
      [{ DATA_DIR: half }, /The file “keys\.sqlite” is not there/],
      [
        { DATA_DIR: at.data, DATABASE_URL: 'postgres://user:canary@127.0.0.1:1/d' },
        /nothing answers at that port \(ECONNREFUSED\)/,
      ],
    ]
    for (const [env, said] of told) {
      const ran = await runCli(['records', 'list', '--actor', 'staff-1'], { env })
      expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(said) })
      expect(ran.stderr).toContain('Nothing was read and nothing was done.')
      expect(ran.stderr).not.toMatch(/canary|RECORDS=off/)
    }
  })

  it('since the log is not sound: nothing is done with it but verifying', async () => {
    const directory = await copyOf('unsound')
    const env = { DATA_DIR: directory }
    const opened = await recordsFromEnvironment(env, { engine: '1.0.0' })
    if (!opened.ok) throw new Error('refused')
    const { db } = opened.value.database
    const row = await db.selectFrom('records').selectAll().where('seq', '=', 1).executeTakeFirstOrThrow()
    await db
      .insertInto('records')
      .values({ ...row, seq: 99, id: 'canary' })
      .execute()
    await opened.value.close()
    const ran = await runCli(['records', 'list', '--actor', 'staff-1'], { env })
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/not sound.*numbered 99 stands after the end.*records verify/),
    })
    const verified = await runCli(['records', 'verify'], { env })
    expect(verified).toMatchObject({ code: 1, stderr: '' })
    expect(verified.stdout).toContain('stands after the end of the log')
  })
})

describe('the second place of checkpoints', () => {
  it('gets what a command adds to the log, and keeps it from adding to one that was put back', async () => {
    const outside = join(at.folder, 'outside')
    const env = { DATA_DIR: at.data, CHECKPOINT_DIR: outside, CHECKPOINT_COMMAND: `cat > '${at.folder}/command'` }
    const act = (...argv: string[]) => runCli(['records', ...argv], { env })
    expect(await act('event', at.ids[0]!, 'reviewed', '--actor', 'staff-9')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a volume not mounted?'),
    })
    await mkdir(outside)
    expect(await act('event', at.ids[0]!, 'reviewed', '--actor', 'staff-9')).toMatchObject({ code: 0, stderr: '' })
    const newest = (await readdir(outside)).at(-1)
    const note = await readFile(join(outside, newest!), 'utf8')
    expect(await done('checkpoint')).toBe(note)
    expect(await readFile(join(at.folder, 'command'), 'utf8')).toBe(note)
    await writeFile(join(outside, '000000009000.checkpoint'), note)
    const refused = await act('event', at.ids[0]!, 'reviewed', '--actor', 'staff-9')
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/somebody gave it another name.*OVERRIDE=9000/),
    })
    expect(await done('checkpoint')).toBe(note)
  })
})
