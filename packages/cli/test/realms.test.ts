import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { activateRules, keepDecisions, recordsFromEnvironment } from '@virtual-school/records'
import { loadRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { timetable as request } from '../../records/test/support/keeping.ts'
import { runCli } from './terminal.ts'

const rules: Rules = await loadRules()

let folder = ''
let ids: readonly string[] = []
const run = (...argv: string[]) => runCli(argv, { env: { DATA_DIR: join(folder, 'data') } })
const done = async (...argv: string[]) => {
  const ran = await run(...argv)
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  return ran.stdout
}
const json = async (...argv: string[]) => JSON.parse(await done(...argv, '--format', 'json'))

/** What two systems asked before there were realms: of one reference both. */
const asked = [
  { client: 'mosaic-luton', subjectRef: '12345' },
  { client: 'eclipse-norfolk', subjectRef: '12345' },
  { client: 'mosaic-luton', subjectRef: 'L-1' },
  { client: 'eclipse-norfolk', subjectRef: 'N-1' },
]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'virtual-school-realms-'))
  const surroundings = { now: () => new Date('2026-11-20T09:30:00.000Z') }
  const opened = await recordsFromEnvironment({ DATA_DIR: join(folder, 'data') }, { engine: '1.0.0', surroundings })
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const decided = rules.evaluateForRecord(request)
  if ('issues' in decided) throw new Error('refused')
  await activateRules(opened.value, rules, { client: 'local' })
  const wanted = asked.map(({ client, subjectRef }) => ({ by: { client }, subjectRef, rules, request, decided }))
  ids = (await keepDecisions(opened.value, wanted)).map(one => one.id)
  await opened.value.close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const split = ['realms', 'split', '--client', 'mosaic-luton', '--realm', 'luton', '--actor', 'staff-9']
const decisionsIn = async (realm: string): Promise<readonly string[]> => {
  const argv = ['records', 'list', '--type', 'evaluated', '--realm', realm, '--actor', 'staff-9']
  const { records } = (await json(...argv)) as { records: { envelope: { id: string } }[] }
  return records.map(one => one.envelope.id).sort()
}
const all = () => [...ids].sort()
const at = (...places: readonly number[]) => places.map(one => ids[one]!).sort()

describe('realms split', () => {
  it('says what it would do, and does nothing without --yes', async () => {
    const said = await done(...split)
    expect(said).toContain(
      'This would give to the realm “luton”: 2 decisions of the client “mosaic-luton”, with the references of 1 child. Nothing was done: add --yes.',
    )
    expect(said).toContain('1 child has a reference that another client sent too.')
    expect(await decisionsIn('default')).toEqual(all())
    expect(await decisionsIn('luton')).toEqual([])
  })

  it('gives a client’s decisions to a realm, and lists the children whose reference another sent too', async () => {
    const said = await done(...split, '--yes')
    expect(said).toMatch(/^Given to the realm “luton”: 2 decisions of the client “mosaic-luton”/)
    expect(said).toMatch(/\n {2}[0-9a-f]{32}: (?=.*mosaic-luton 1)(?=.*eclipse-norfolk 1)/)
    expect(said).not.toContain('12345')
    expect(await decisionsIn('luton')).toEqual(at(0, 2))
    expect(await decisionsIn('default')).toEqual(at(1, 3))
    expect(await done('records', 'verify')).toContain('The log is sound.')
  })

  it('is settled for a shared reference by moving the decisions of one, so that each realm erases its own', async () => {
    await done(...split, '--yes')
    const inLuton = ['--realm', 'luton', '--actor', 'staff-9', '--yes']
    const erase = ['records', 'erase', '--subject', '12345', '--reason', 'erasure-request', ...inLuton]
    expect(await run(...erase)).toMatchObject({ code: 2, stderr: expect.stringContaining('of another realm too') })
    await done('records', 'move', ids[0]!, '--to-subject', '12345', '--reason', 'Another child.', ...inLuton)
    expect(await done(...erase)).toContain('Erased: 1 decision.')
    const theirs = await json('records', 'show', ids[1]!, '--actor', 'staff-9')
    expect(theirs).toMatchObject({ state: 'whole' })
    expect(await done('records', 'verify')).toContain('The log is sound.')
  })

  it('tells the same as JSON', async () => {
    const told = { decisions: 2, moved: 1, shared: [{ decisions: { 'mosaic-luton': 1, 'eclipse-norfolk': 1 } }] }
    expect(await json(...split)).toMatchObject({ done: false, id: '', ...told })
    expect(await json(...split, '--yes')).toMatchObject({
      done: true,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ...told,
    })
  })

  it('gives the client’s keys along, and leaves those of others', async () => {
    for (const client of ['mosaic-luton', 'eclipse-norfolk'])
      await done('keys', 'create', '--client', client, '--scopes', 'decide')
    await done(...split, '--yes')
    const listed = await done('keys', 'list')
    expect(listed).toMatch(/mosaic-luton +luton +decide/)
    expect(listed).toMatch(/eclipse-norfolk +default +decide/)
  })

  it.each([
    [['--client', 'mosaic-luton', '--realm', 'Luton', '--actor', 'staff-9'], '/realm'],
    [['--client', 'mosaic-luton', '--realm', 'default', '--actor', 'staff-9'], 'until it is given away'],
    [['--client', 'nobody', '--realm', 'luton', '--actor', 'staff-9'], 'No decision of this client'],
    [['--client', 'mosaic-luton', '--realm', 'luton'], '/actor'],
    [['--realm', 'luton', '--actor', 'staff-9'], '--client'],
  ])('%j is refused, and gives nothing', async (argv, words) => {
    const ran = await run('realms', 'split', ...argv, '--yes')
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
    expect(await decisionsIn('default')).toEqual(all())
  })
})

describe('a child who is of another realm than the one that was looked in', () => {
  const asking = ['--actor', 'staff-9'] as const
  const looking: readonly (readonly string[])[] = [
    ['records', 'export', '--subject', 'L-1', '--to', 'COPY', ...asking],
    ['records', 'erase', '--subject', 'L-1', '--reason', 'erasure-request', ...asking, '--yes'],
    ['records', 'list', '--subject-ref', 'L-1', ...asking],
  ]
  const others = 'There are records of other realms here: luton; name one with --realm.'

  it.each(looking)('is not said to be unknown without saying where was looked: %s %s', async (...argv) => {
    const said = async (...more: readonly string[]) => {
      const ran = await run(
        ...argv.map(word => (word === 'COPY' ? join(folder, `copy-${randomUUID()}`) : word)),
        ...more,
      )
      return ran.stdout + ran.stderr
    }
    expect(await said('--realm', 'luton')).not.toContain('other realms')
    await done(...split, '--yes')
    expect(await said()).toContain(`Looked in the realm default. ${others}`)
    expect(await said('--realm', 'lutn')).toContain('Nothing is of the realm lutn. Did you mean “luton”?')
    expect(await said('--realm', 'nosuch')).toContain(
      'Nothing is of the realm nosuch. There are records of the realms: default, luton.',
    )
    const found = await said('--realm', 'luton')
    expect(found).not.toMatch(/other realms|Nothing is of/)
  })

  it('is told of as JSON too', async () => {
    const list = ['records', 'list', '--subject-ref', 'L-1', ...asking]
    expect(await json(...list)).not.toHaveProperty('lookedIn')
    await done(...split, '--yes')
    expect(await json(...list)).toMatchObject({ records: [], lookedIn: 'default', realms: ['default', 'luton'] })
    expect(await json(...list, '--realm', 'luton')).not.toHaveProperty('lookedIn')
    expect(await json('records', 'list', '--authority', 'norfolk', ...asking)).not.toHaveProperty('lookedIn')
  })
})

describe('records move', () => {
  const move = (to: string, ...more: readonly string[]) =>
    run('records', 'move', ids[2]!, '--to-subject', to, '--reason', 'Sent as L-1.', '--actor', 'staff-9', ...more)

  it('leaves a decision in its realm', async () => {
    await done(...split, '--yes')
    expect(await move('N-1', '--realm', 'norfolk', '--yes')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'at /toRealm: This decision is of the realm luton. A decision can be moved within its realm only.\n',
    })
    expect(await decisionsIn('luton')).toEqual(at(0, 2))
  })

  it('says beforehand what it would move, where to, and who is there', async () => {
    await done(...split, '--yes')
    const what =
      'This would move the decision “reduced-timetable”, recorded on 2026-11-20 (UTC), within the realm luton'
    const said = async (to: string, ...more: readonly string[]) => (await move(to, ...more)).stdout
    expect(await said('L-2')).toContain(
      `${what} to the reference L-2. No records go along. Nobody has this reference yet in the realm luton.`,
    )
    expect(await said('L-2')).toContain('Nothing was done: add --yes.')
    expect(await said('12345')).toContain('This reference has 1 decision already in the realm luton.')
    await done('records', 'event', ids[2]!, 'challenged', '--reason', 'It is another child.', '--actor', 'staff-9')
    expect(await said('L-2')).toContain('1 record about it goes along.')
    await move('l-1', '--yes')
    expect(await said('L-1')).toContain('This reference is known in the realm luton, and nothing is kept by it now.')
    expect(await said('L-3')).not.toContain('Did you mean')
  })
})

describe('keys create --realm', () => {
  it('makes a key of a realm, which the list and the log say', async () => {
    const { key } = await json('keys', 'create', '--client', 'mosaic-luton', '--scopes', 'decide', '--realm', 'luton')
    expect(key).toMatchObject({ client: 'mosaic-luton', realm: 'luton' })
    expect(await done('keys', 'list')).toContain(`${key.id}  mosaic-luton  luton  decide`)
  })

  it('refuses what is no name of a realm, and makes nothing', async () => {
    const ran = await run(
      'keys',
      'create',
      '--client',
      'mosaic-luton',
      '--scopes',
      'decide',
      '--realm',
      'Luton Council',
    )
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('name of a realm') })
    expect(await done('keys', 'list')).toBe('There are no keys.\n')
  })
})
