import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  activateRules,
  consistencyOf,
  keepDecisions,
  type Records,
  recordsFromEnvironment,
} from '@virtual-school/records'
import { loadRules } from '@virtual-school/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copySqlite } from '../../records/test/support/copy-sqlite.ts'
import { timetable as request } from '../../records/test/support/keeping.ts'
import { fixtureRules, runCli } from './terminal.ts'

const rules = await loadRules()

let folder = ''
let data = ''
let ids: readonly string[] = []
let receipt = ''

const keep = async (records: Records, subjectRefs: readonly string[]) => {
  const decided = rules.evaluateForRecord(request)
  if ('issues' in decided) throw new Error('refused')
  const by = { client: 'mosaic-luton' }
  return keepDecisions(
    records,
    subjectRefs.map(subjectRef => ({ by, subjectRef, rules, request, decided })),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-records-'))
  data = join(folder, 'data')
  const opened = await recordsFromEnvironment(
    { DATA_DIR: data },
    { engine: '1.0.0', surroundings: { now: () => new Date('2026-11-20T09:30:00.000Z') } },
  )
  if (!opened.ok) throw new Error(opened.issues[0]?.message)
  await activateRules(opened.value, rules, { client: 'local' })
  const kept = await keep(opened.value, ['case-1', 'case-2', 'case-3', 'case-1'])
  ids = kept.map(one => one.id)
  receipt = kept[0]!.receipt
  await opened.value.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const records = (...argv: string[]) => runCli(['records', ...argv], { env: { DATA_DIR: data } })
/** Whoever looks at records of children has to say who they are. */
const naming = (argv: readonly string[]): readonly string[] =>
  ['list', 'show', 'report'].includes(argv[0] ?? '') && !argv.includes('--actor') ? ['--actor', 'staff-9'] : []
const done = async (...argv: string[]) => {
  const ran = await records(...argv, ...naming(argv))
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  return ran.stdout
}
/** Whoever reads has to be named. */
const asking = ['--actor', 'staff-9']
const json = async (...argv: string[]) => JSON.parse(await done(...argv, '--format', 'json'))
const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

describe('records that cannot be opened', () => {
  const at = async (name: string) => {
    const directory = join(folder, name)
    await copySqlite(data, directory)
    return directory
  }

  it('are told of by what is wrong, and where; it is never advised to stop keeping them', async () => {
    const damaged = await at('damaged')
    for (const end of ['-wal', '-shm']) await rm(join(damaged, `records.sqlite${end}`), { force: true })
    await writeFile(join(damaged, 'records.sqlite'), 'canary'.repeat(2_000))
    const half = await at('half')
    await rm(join(half, 'keys.sqlite'))
    const told: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ DATA_DIR: damaged }, /damaged, or is no database \(SQLITE_NOTADB\)/],
      [{ DATA_DIR: half }, /The file “keys\.sqlite” is not there/],
      [
        { DATA_DIR: data, DATABASE_URL: 'postgres://user:canary@127.0.0.1:1/d' },
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
    const directory = await at('unsound')
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

describe('records list and show', () => {
  it('list what the filters let through, page by page', async () => {
    const listed = await done('list', ...asking, '--type', 'evaluated', '--limit', '3')
    expect(listed.split('\n')[0]).toBe(
      `2026-11-20T09:30:00.000Z  ${ids[3]}  evaluated  mosaic-luton  luton  reduced-timetable  not-permitted`,
    )
    const [, cursor = ''] = /More: --cursor (\S+)/.exec(listed) ?? []
    expect(await done('list', ...asking, '--type', 'evaluated', '--limit', '3', '--cursor', cursor)).toContain(ids[0])
    expect((await json('list', ...asking, '--subject-ref', 'case-1', '--type', 'evaluated')).records).toHaveLength(2)
    expect(await done('list', ...asking, '--answer', 'permitted')).toBe('No records.\n')
  })

  it('say so if nobody has a reference, and somebody has it in other letter case', async () => {
    expect(await done('list', ...asking, '--subject-ref', 'CASE-1')).toBe(
      'No records. Did you mean another letter case? There are some of “case-1”.\n',
    )
    expect(await done('list', ...asking, '--subject-ref', 'CASE-17')).toBe('No records.\n')
    const more = {
      export: ['--to', join(folder, 'none'), '--actor', 'staff-9'],
      erase: ['--reason', 'court-order', '--actor', 'staff-9'],
    }
    for (const [name, argv] of Object.entries(more)) {
      const ran = await records(name, '--subject', 'Case-1', ...argv)
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean “case-1”?') })
      expect((await records(name, '--subject', 'Case-17', ...argv)).stderr).not.toContain('Did you mean')
    }
  })

  it('name with each record the system and the person', async () => {
    await done('show', '--actor', 'staff-17', ids[1]!)
    const asked = ['list', ...asking, '--subject-ref', 'case-2', '--type', 'accessed']
    expect(await done(...asked)).toMatch(
      new RegExp(`^\\S+ {2}\\S+ {2}accessed {2}local, staff-17 +luton +reduced-timetable +about ${ids[1]}\n$`),
    )
  })

  it('say which option takes one’s own reference', async () => {
    expect(await records('list', ...asking, '--subject', 'CH-14')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('For your own reference there is “subjectRef” (--subject-ref).'),
    })
  })

  it('show a record that is about no decision as it is kept, and say so', async () => {
    const { records: found } = await json('list', ...asking, '--type', 'accessed', '--client', 'local')
    const reading = found.find((one: { envelope: { about?: string } }) => one.envelope.about === undefined)
    expect(await records('show', ...asking, reading.envelope.id)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /This record is about no decision, so there is no account of it\. It is shown as it is kept: .*--format record/,
      ),
    })
    const kept = await done('show', ...asking, reading.envelope.id, '--format', 'record')
    expect(JSON.parse(kept)).toMatchObject({ state: 'event', event: { read: expect.any(String) } })
    const about = await records('event', reading.envelope.id, 'reviewed', '--actor', 'staff-9')
    expect(about.stderr).toContain('This record is about no decision.')
    const ofDecision = found.find((one: { envelope: { about?: string } }) => one.envelope.about !== undefined)
    expect((await records('show', ...asking, ofDecision.envelope.id)).stderr).toContain(
      'the decision which it is about',
    )
  })

  it('note that a login made of a name stays in the records, whatever is done', async () => {
    const ran = await records('list', '--limit', '1', '--actor', 'jane.smith')
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Note: --actor looks like a login .+\n$/) })
    expect(ran.stderr).not.toContain('jane')
    expect((await records('list', '--limit', '1', '--actor', 'staff-9')).stderr).toBe('')
  })

  it('show the account in every form, and the record itself', async () => {
    expect(await done('show', ...asking, ids[0]!)).toContain('# May a reduced timetable go ahead?')
    expect(await done('show', ...asking, ids[0]!, '--format', 'html')).toMatch(/^<!doctype html>/)
    expect(await json('show', ...asking, ids[0]!)).toMatchObject({
      state: 'whole',
      checks: { receipt: 'verified', replay: 'same' },
    })
    expect(JSON.parse(await done('show', ...asking, ids[0]!, '--format', 'record'))).toMatchObject({
      state: 'decision',
      events: expect.arrayContaining([expect.objectContaining({ type: 'accessed', actor: 'staff-9' })]),
    })
  })

  it('refuse with the nearest right word, and name no place that is none', async () => {
    expect(await records('list', ...asking, '--type', 'overriden')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “overridden”?'),
    })
    expect(await records('show', ...asking, `${ids[0]!.slice(0, -4)}0000`)).toMatchObject({ code: 2 })
    expect(await records('list', ...asking, '--data', join(folder, 'dta'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There are no records in this directory'),
    })
    expect(await readdir(folder)).not.toContain('dta')
  })
})

describe('records event and report', () => {
  it('record what a person did, and count it', async () => {
    const reason = ['--reason', 'The parent agreed by letter.', '--actor', 'staff-4711']
    const event = await json('event', ids[1]!, 'overridden', '--outcome', 'permitted', ...reason)
    const kept = await file('event.json', JSON.stringify(event, null, 2))
    expect((await json('verify', kept)).verdict).toBe('genuine')
    // Who has the secret leaves a record of it, and so is named; an auditor leaves none.
    expect(await records('report')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Say which person asks'),
    })
    const notNamed = await json('list', ...asking, '--type', 'accessed')
    expect(notNamed.records.every((one: { envelope: { actor?: string } }) => one.envelope.actor !== undefined)).toBe(
      true,
    )
    const text = await done('report')
    expect(text).toMatch(/^Decisions recorded until 22 November 2026 at .* GMT\.\n\nIn short\n.*\n {2}Decisions +4\n/)
    expect(text).toMatch(/reduced-timetable +4 +1 +1 +100\.0%/)
    expect((await json('report', '--suppress-small')).decisions).toBeNull()
    expect(await done('report', '--format', 'csv')).toContain('\nquestion,reduced-timetable,overridden,1\n')
    expect(await done('report', '--format', 'html')).toMatch(/^<!doctype html>/)
    expect(await records('event', ids[1]!, 'overriden')).toMatchObject({ code: 2 })
  })
})

describe('records verify and checkpoint', () => {
  it('check the whole log, alone and against a checkpoint kept elsewhere', async () => {
    const kept = await file('kept.txt', await done('checkpoint'))
    expect(await done('verify')).toContain('The log is sound.')
    expect(await done('verify', '--checkpoint', kept)).toContain('It begins with the')
  })

  it('check a receipt offline, in any layout, and a whole answer', async () => {
    const key = await file('log.pub', await done('checkpoint', '--key'))
    const answer = { id: ids[0], receipt: JSON.parse(receipt), result: { answer: 'not-permitted' } }
    const files = [
      await file('receipt.json', receipt),
      await file('pretty.json', JSON.stringify(JSON.parse(receipt), null, 2)),
      await file('answer.json', JSON.stringify(answer, null, 4)),
    ]
    for (const one of files) {
      const offline = ['records', 'verify', one, '--key', key]
      expect(await runCli(offline, { env: { DATA_DIR: join(folder, 'nowhere') } })).toMatchObject({ code: 0 })
    }
    const kept = await file('newer.txt', await done('checkpoint'))
    expect((await records('verify', files[0]!, '--key', key, '--checkpoint', kept)).stdout).toContain('undecided')
    expect(await done('verify', files[0]!, '--checkpoint', kept)).toContain('genuine')
  })

  it('compare a receipt offline with a checkpoint of another size, by a proof', async () => {
    const key = await file('log.pub', await done('checkpoint', '--key'))
    const kept = await done('checkpoint')
    const opened = await recordsFromEnvironment({ DATA_DIR: data }, { engine: '1.0.0' })
    if (!opened.ok) throw new Error('refused')
    const [, size = ''] = kept.split('\n')
    const proof = await consistencyOf(opened.value, { from: '5', to: size })
    await opened.value.close()
    if (!proof.ok) throw new Error(JSON.stringify(proof.issues))
    const files = ['--checkpoint', await file('kept.txt', kept), '--consistency', '']
    const verify = async (text: string) => {
      files[3] = await file('proof.json', text)
      const argv = ['records', 'verify', await file('receipt.json', receipt), '--key', key, ...files]
      return runCli(argv, { env: { DATA_DIR: join(folder, 'nowhere') } })
    }
    expect(receipt).toContain('\\n5\\n')
    expect(await verify(JSON.stringify(proof.value))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/is genuine/),
    })
    expect(await verify(JSON.stringify(proof.value.proof))).toMatchObject({ code: 0 })
    expect(await verify(JSON.stringify({ proof: proof.value.proof.toReversed() }))).toMatchObject({ code: 1 })
    expect(await verify('{"proof":"none"}')).toMatchObject({ code: 2, stderr: expect.stringContaining('proof.json') })
  })

  it('find a receipt that was changed, and refuse what is none', async () => {
    const changed = await file(
      'changed.json',
      receipt.replace('"local"', '"other"').replace('mosaic-luton', 'mosaic-other'),
    )
    expect(await records('verify', changed)).toMatchObject({ code: 1, stdout: expect.stringContaining('not-genuine') })
    const doubled = await file('doubled.json', `{"v":1,${receipt.slice(1)}`)
    expect(await records('verify', doubled)).toMatchObject({ code: 2, stderr: expect.stringContaining('doubled.json') })
    expect(await records('verify', join(folder, 'none.json'))).toMatchObject({ code: 2 })
  })
})

describe('the second place of checkpoints', () => {
  it('gets what a command adds to the log, and keeps it from adding to one that was put back', async () => {
    const outside = join(folder, 'outside')
    const env = { DATA_DIR: data, CHECKPOINT_DIR: outside, CHECKPOINT_COMMAND: `cat > '${folder}/command'` }
    const act = (...argv: string[]) => runCli(['records', ...argv], { env })
    expect(await act('event', ids[0]!, 'reviewed', '--actor', 'staff-9')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a volume not mounted?'),
    })
    await mkdir(outside)
    expect(await act('event', ids[0]!, 'reviewed', '--actor', 'staff-9')).toMatchObject({ code: 0, stderr: '' })
    const newest = (await readdir(outside)).at(-1)
    const note = await readFile(join(outside, newest!), 'utf8')
    expect(await done('checkpoint')).toBe(note)
    expect(await readFile(join(folder, 'command'), 'utf8')).toBe(note)
    await writeFile(join(outside, '000000009000.checkpoint'), note)
    const refused = await act('event', ids[0]!, 'reviewed', '--actor', 'staff-9')
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/somebody gave it another name.*OVERRIDE=9000/),
    })
    expect(await done('checkpoint')).toBe(note)
  })
})

describe('records replay', () => {
  it('decides again, one, all and since; and says what other rules would decide', async () => {
    expect(await done('replay', ids[0]!)).toContain('1 the same')
    expect((await json('replay', '--all')).counts).toMatchObject({ same: 4, differs: 0 })
    expect((await json('replay', '--since', '2026-11-21')).counts).toMatchObject({ same: 0 })
    const proposed = join(import.meta.dirname, 'fixtures/rules')
    expect((await json('replay', '--all', '--rules', proposed)).whatIf).toMatchObject({ refused: 4 })
    expect(await records('replay')).toMatchObject({ code: 2, stderr: expect.stringContaining('--all') })
    expect(await records('replay', '--since', 'May')).toMatchObject({ code: 2 })
  })
})

describe('records export, erase and prune', () => {
  it('export a folder that begins with a letter, and whose own instructions work', async () => {
    const to = join(folder, 'copy')
    const copying = ['export', '--subject', 'case-1', '--actor', 'staff-9']
    const said = await done(...copying, '--to', to, '--council', 'Ourshire; Town Hall', '--reference', 'SAR-1')
    expect(said.replace(/\d+ events/, 'N events')).toBe(
      `${to}: 2 decisions, N events. Begin with index.html.\nIt holds no text in people’s own words.\n`,
    )
    expect(await readFile(join(to, 'index.html'), 'utf8')).toContain('Ourshire<br>Town Hall')
    const page = await readFile(join(to, 'verify.html'), 'utf8')
    const [, line = ''] = /<code>(virtual-school records verify .+)<\/code>/.exec(page) ?? []
    const argv = line
      .split(' ')
      .slice(1)
      .map(word => (/\.\w+$/.test(word) ? join(to, word) : word))
    expect(await runCli(argv, { env: {} })).toMatchObject({ code: 0, stdout: expect.stringContaining('genuine') })
    expect(await records(...copying, '--to', to)).toMatchObject({ code: 2 })
  })

  it('say that a person has to read what people wrote, before the folder is handed over', async () => {
    const copying = ['export', '--subject', 'case-2', '--actor', 'staff-9']
    const said = await done(...copying, '--to', join(folder, 'draft'))
    expect(said).toContain('The letter names no council: say which with --council.')
    expect(said).toContain('Do not hand it over yet. 1 note in people’s own words may tell of somebody else')
    expect(said).toContain(`Read ${join(folder, 'draft-review.html')}. It lies outside the folder`)
    const [, code = ''] = /--reviewed (\w+),/.exec(said) ?? []
    const list = await readFile(join(folder, 'draft-review.html'), 'utf8')
    const [, id = ''] = /--leave-out ([\w-]{36})/.exec(list) ?? []
    const reviewed = [...copying, '--reviewed', code, '--leave-out', id]
    expect(await done(...reviewed, '--to', join(folder, 'reviewed'))).not.toContain('Do not hand it over')
    expect(await records(...copying, '--reviewed', 'f00', '--to', join(folder, 'none'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/reviewed'),
    })
  })

  it('erase only when told to, and not under a hold', async () => {
    const erase = ['erase', '--record', ids[2]!, '--reason', 'erasure-request', '--actor', 'staff-9']
    expect(await done(...erase)).toContain('Nothing was done: add --yes.')
    expect(await json('show', ...asking, ids[2]!)).toMatchObject({ state: 'whole' })
    await done('event', ids[2]!, 'held', '--reason', 'A case is open.', '--actor', 'staff-9')
    expect(await records(...erase, '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('legal hold') })
    await done('event', ids[2]!, 'released', '--reason', 'It ended.', '--actor', 'staff-9')
    expect(await done(...erase, '--yes')).toContain('Erased: 1 decision.')
    expect(await json('show', ...asking, ids[2]!)).toMatchObject({ state: 'erased' })
    expect(await done('verify')).toContain('The log is sound.')
  })

  it('prune by a policy, only when told to', async () => {
    const prune = ['prune', '--policy', 'remit=7,default=0', '--actor', 'staff-9']
    expect(await done(...prune)).toBe('Nothing is past its time.\nNothing was done: add --yes.\n')
    const later = { env: { DATA_DIR: data }, now: () => new Date('2027-02-01T00:00:00Z') }
    const shown = await runCli(['records', ...prune], later)
    expect(shown.stdout).toMatch(
      /Would be destroyed:\n\s+list-readings\s+2026\s+which lists and reports were read\n\s+reduced-timetable\s+2026\s+2 children/,
    )
    expect((await runCli(['records', ...prune, '--yes'], later)).stdout).toMatch(/^Destroyed:/)
    expect(await records('prune', '--policy', 'remt=7', '--actor', 'staff-9')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “remit”?'),
    })
  })
})

describe('records move, rotate and rules approve', () => {
  const own = async () => {
    const at = await mkdtemp(join(folder, 'own-'))
    const opened = await recordsFromEnvironment({ DATA_DIR: at }, { engine: '1.0.0' })
    if (!opened.ok) throw new Error(opened.issues[0]?.message)
    await activateRules(opened.value, rules, { client: 'local' })
    const [id, other] = (await keep(opened.value, ['case-1', 'case-1'])).map(one => one.id)
    await opened.value.close()
    const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      runCli(argv, { env: { DATA_DIR: at, ...env } })
    const act = (...argv: string[]) => run(['records', ...argv, '--actor', 'staff-9'])
    return { at, id: id!, other: other!, run, act }
  }

  it('move a decision to the right child, only when told to', async () => {
    const { id, other, act } = await own()
    const move = ['move', id, '--to-subject', 'case-2', '--reason', 'Sent as case-1.']
    expect(await act(...move)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing was done: add --yes.'),
    })
    expect(await act(...move, '--yes')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Moved; 2 records/) })
    const listed = async (subject: string) =>
      (await act('list', '--subject-ref', subject, '--type', 'evaluated')).stdout
    expect(await listed('case-1')).toContain(other)
    expect(await listed('case-1')).not.toContain(id)
    expect(await listed('case-2')).toContain(id)
    expect((await act('show', id)).stdout).toContain('Moved here')
    expect(await act(...move, '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('already') })
    expect(await act('verify')).toMatchObject({ code: 0 })
  })

  it('contest a fact, and mark what was recorded in error', async () => {
    const { id, other, act } = await own()
    for (const [value, told] of [
      ['15', 15],
      ['null', null],
    ] as const) {
      expect(await act('event', id, 'contested', '--fact', 'ageYears', '--should-be', value)).toMatchObject({ code: 0 })
      const shown = JSON.parse((await act('show', id, '--format', 'json')).stdout)
      const contested = shown.events.filter((one: { type: string }) => one.type === 'contested')
      expect(contested.at(-1).details).toMatchObject({ fact: 'ageYears', shouldBe: told })
    }
    const wrong = await act('event', id, 'contested', '--fact', 'ageYear', '--should-be', '15')
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('ageYears') })
    const reason = ['--reason', 'The wrong question was asked.']
    expect(await act('event', id, 'corrected', ...reason, '--replaced-by', other)).toMatchObject({ code: 0 })
    const { stdout } = await act('list', '--type', 'evaluated')
    expect(stdout.split('\n').filter(line => line.includes('(recorded in error)'))).toHaveLength(1)
  })

  it('replace the key that signs, and the root secret', async () => {
    const { at, act, run } = await own()
    const before = (await act('checkpoint')).stdout
    expect(await act('rotate', 'signing-key')).toMatchObject({ code: 0, stdout: expect.stringContaining('new key') })
    const keys = (await run(['records', 'checkpoint', '--key'])).stdout
    expect(keys.trim().split('\n')).toHaveLength(2)
    await writeFile(join(at, 'log.pub'), keys)
    await writeFile(join(at, 'kept.txt'), before)
    const verify = ['records', 'verify', '--key', join(at, 'log.pub'), '--checkpoint', join(at, 'kept.txt')]
    expect(await run(verify)).toMatchObject({ code: 0, stdout: expect.stringContaining('The log is sound.') })
    const rotated = await act('rotate', 'secret')
    expect(rotated).toMatchObject({ code: 0, stdout: expect.stringContaining('put aside as') })
    expect((await readdir(at)).filter(name => name.startsWith('records-secret'))).toHaveLength(2)
    expect(await run(verify)).toMatchObject({ code: 0 })
    expect(await act('list')).toMatchObject({ code: 0 })
    expect(await act('rotate', 'sekret')).toMatchObject({ code: 2, stderr: expect.stringContaining('“secret”') })
    expect(await run(['records', 'rotate', 'secret'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('actor'),
    })
  })

  it('take a second person if that is asked for', async () => {
    const { run } = await own()
    const two = { FOUR_EYES: 'erase, activate' }
    const erase = ['records', 'erase', '--subject', 'case-1', '--reason', 'court-order', '--actor', 'staff-9', '--yes']
    expect(await run(erase, two)).toMatchObject({ code: 2, stderr: expect.stringContaining('--approver') })
    expect(await run([...erase, '--approver', 'staff-9'], two)).toMatchObject({ code: 2 })
    expect(await run([...erase, '--approver', 'staff-1'], two)).toMatchObject({ code: 0 })
    expect(await run(erase, { FOUR_EYES: 'erese' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “erase”?'),
    })
    const approve = (...argv: string[]) =>
      run(['rules', 'approve', ...argv, '--rules', fixtureRules, '--actor', 'staff-9'], two)
    const other = await approve('sha256:0')
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(other.stderr) ?? []
    expect(other.code).toBe(2)
    expect(await approve(digest)).toMatchObject({ code: 2, stderr: expect.stringContaining('approver') })
    expect(await approve(digest, '--approver', 'staff-1')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(digest),
    })
    expect(await run(['rules', 'approve'])).toMatchObject({ code: 2 })
  })

  it('leave a record of a report, if they may', async () => {
    const { act } = await own()
    expect(await act('report', '--from', '2026-01-01')).toMatchObject({ code: 0 })
    const { stdout } = await act('list', '--type', 'accessed', '--limit', '1', '--format', 'json')
    const [{ envelope }] = JSON.parse(stdout).records
    expect(envelope).toMatchObject({ actor: 'staff-9', subject: 'log' })
    const read = JSON.parse((await act('show', envelope.id, '--format', 'record')).stdout)
    expect(read.event).toMatchObject({ read: 'report', from: '2026-01-01' })
  })
})
