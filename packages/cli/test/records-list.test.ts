import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asking, keptRecords } from './kept-records.ts'

const { at, records, done, json } = keptRecords()

describe('records list and show', () => {
  it('list what the filters let through, page by page', async () => {
    const listed = await done('list', ...asking, '--type', 'evaluated', '--limit', '3')
    expect(listed.split('\n')[0]).toBe(
      `2026-11-20T09:30:00.000Z  ${at.ids[3]}  evaluated  mosaic-luton  luton  reduced-timetable  not-permitted`,
    )
    const [, cursor = ''] = /More: --cursor (\S+)/.exec(listed) ?? []
    expect(await done('list', ...asking, '--type', 'evaluated', '--limit', '3', '--cursor', cursor)).toContain(
      at.ids[0],
    )
    expect((await json('list', ...asking, '--subject-ref', 'case-1', '--type', 'evaluated')).records).toHaveLength(2)
    expect(await done('list', ...asking, '--answer', 'permitted')).toBe('No records.\n')
  })

  it('say so if nobody has a reference, and somebody has it in other letter case', async () => {
    expect(await done('list', ...asking, '--subject-ref', 'CASE-1')).toBe(
      'No records. Did you mean another letter case? There are some of “case-1”.\n',
    )
    expect(await done('list', ...asking, '--subject-ref', 'CASE-17')).toBe('No records.\n')
    const more = {
      export: ['--to', join(at.folder, 'none'), '--actor', 'staff-9'],
      erase: ['--reason', 'court-order', '--actor', 'staff-9'],
    }
    for (const [name, argv] of Object.entries(more)) {
      const ran = await records(name, '--subject', 'Case-1', ...argv)
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean “case-1”?') })
      expect((await records(name, '--subject', 'Case-17', ...argv)).stderr).not.toContain('Did you mean')
    }
  })

  it('name with each record the system and the person', async () => {
    await done('show', '--actor', 'staff-17', at.ids[1]!)
    const asked = ['list', ...asking, '--subject-ref', 'case-2', '--type', 'accessed']
    expect(await done(...asked)).toMatch(
      new RegExp(`^\\S+ {2}\\S+ {2}accessed {2}local, staff-17 +luton +reduced-timetable +about ${at.ids[1]}\n$`),
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
    expect(await done('show', ...asking, at.ids[0]!)).toContain('# May a reduced timetable go ahead?')
    expect(await done('show', ...asking, at.ids[0]!, '--format', 'html')).toMatch(/^<!doctype html>/)
    expect(await json('show', ...asking, at.ids[0]!)).toMatchObject({
      state: 'whole',
      checks: { receipt: 'verified', replay: 'same' },
    })
    expect(JSON.parse(await done('show', ...asking, at.ids[0]!, '--format', 'record'))).toMatchObject({
      state: 'decision',
      events: expect.arrayContaining([expect.objectContaining({ type: 'accessed', actor: 'staff-9' })]),
    })
  })

  it('refuse with the nearest right word, and name no place that is none', async () => {
    expect(await records('list', ...asking, '--type', 'overriden')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “overridden”?'),
    })
    expect(await records('show', ...asking, `${at.ids[0]!.slice(0, -4)}0000`)).toMatchObject({ code: 2 })
    expect(await records('list', ...asking, '--data', join(at.folder, 'dta'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There are no records in this directory'),
    })
    expect(await readdir(at.folder)).not.toContain('dta')
  })
})
