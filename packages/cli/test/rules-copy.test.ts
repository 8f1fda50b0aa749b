import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules } from '@virtual-school/rules'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../../test/support/folder.ts'
import { runCli } from './terminal.ts'

describe('rules copy', () => {
  it('writes the rules that the command carries, which then decide and are tested as they were', async () => {
    const folder = join(await makeFolder(), 'mine')
    const { code, stdout } = await runCli(['rules', 'copy', folder])
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(folder) })
    const [copied, carried] = [await loadRules(folder, { whole: true }), await loadRules(undefined, { whole: true })]
    expect([copied.version, copied.digest]).toEqual([carried.version, carried.digest])
    expect(copied.rulebook.authorities.get('luton')!.scenarios.length).toBeGreaterThan(0)
    expect(await runCli(['schema', folder, '--check'])).toMatchObject({ code: 0 })
  })

  it('writes over nothing, and says what is missing', async () => {
    const folder = await makeFolder()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    for (const args of [['copy', folder], ['copy', join(folder, 'notes.txt')], ['copy'], ['cpoy', 'x']])
      expect(await runCli(['rules', ...args]), args.join(' ')).toMatchObject({ code: 2, stdout: '' })
    expect(readdirSync(folder)).toEqual(['notes.txt'])
    expect(existsSync('x')).toBe(false)
  })
})
