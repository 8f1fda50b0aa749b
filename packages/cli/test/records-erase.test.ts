import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asking, keptRecords } from './kept-records.ts'
import { runCli } from './terminal.ts'

const { at, records, done, json } = keptRecords()

describe('records export, erase and prune', () => {
  it('export a folder that begins with a letter, and whose own instructions work', async () => {
    const to = join(at.folder, 'copy')
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
    const reason = ['--reason', 'The parent agreed by letter.', '--actor', 'staff-4711']
    await done('event', at.ids[1]!, 'overridden', '--outcome', 'permitted', ...reason)
    const copying = ['export', '--subject', 'case-2', '--actor', 'staff-9']
    const said = await done(...copying, '--to', join(at.folder, 'draft'))
    expect(said).toContain('The letter names no council: say which with --council.')
    expect(said).toContain('Do not hand it over yet. 1 note in people’s own words may tell of somebody else')
    expect(said).toContain(`Read ${join(at.folder, 'draft-review.html')}. It lies outside the folder`)
    const [, code = ''] = /--reviewed (\w+),/.exec(said) ?? []
    const list = await readFile(join(at.folder, 'draft-review.html'), 'utf8')
    const [, id = ''] = /--leave-out ([\w-]{36})/.exec(list) ?? []
    const reviewed = [...copying, '--reviewed', code, '--leave-out', id]
    expect(await done(...reviewed, '--to', join(at.folder, 'reviewed'))).not.toContain('Do not hand it over')
    expect(await records(...copying, '--reviewed', 'f00', '--to', join(at.folder, 'none'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/reviewed'),
    })
  })

  it('erase only when told to, and not under a hold', async () => {
    const erase = ['erase', '--record', at.ids[2]!, '--reason', 'erasure-request', '--actor', 'staff-9']
    expect(await done(...erase)).toContain('Nothing was done: add --yes.')
    expect(await json('show', ...asking, at.ids[2]!)).toMatchObject({ state: 'whole' })
    await done('event', at.ids[2]!, 'held', '--reason', 'A case is open.', '--actor', 'staff-9')
    expect(await records(...erase, '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('legal hold') })
    await done('event', at.ids[2]!, 'released', '--reason', 'It ended.', '--actor', 'staff-9')
    expect(await done(...erase, '--yes')).toContain('Erased: 1 decision.')
    expect(await json('show', ...asking, at.ids[2]!)).toMatchObject({ state: 'erased' })
    expect(await done('verify')).toContain('The log is sound.')
  })

  it('prune by a policy, only when told to', async () => {
    const prune = ['prune', '--policy', 'remit=7,default=0', '--actor', 'staff-9']
    expect(await done(...prune)).toBe('Nothing is past its time.\nNothing was done: add --yes.\n')
    await done('list')
    const later = { env: { DATA_DIR: at.data }, now: () => new Date('2027-02-01T00:00:00Z') }
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
