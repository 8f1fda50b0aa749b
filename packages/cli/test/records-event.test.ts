import { describe, expect, it } from 'vitest'
import { asking, keptRecords } from './kept-records.ts'

const { at, records, done, json, file, own } = keptRecords()

describe('records event and report', () => {
  it('record what a person did, and count it', async () => {
    const reason = ['--reason', 'The parent agreed by letter.', '--actor', 'staff-4711']
    const event = await json('event', at.ids[1]!, 'overridden', '--outcome', 'permitted', ...reason)
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
    expect(await records('event', at.ids[1]!, 'overriden')).toMatchObject({ code: 2 })
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
