import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptRecords } from './kept-records.ts'
import { fixtureRules } from './terminal.ts'

const { own } = keptRecords()

describe('records move, rotate and rules approve', () => {
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
})
