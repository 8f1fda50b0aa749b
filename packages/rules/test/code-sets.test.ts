import { describe, expect, test } from 'vitest'
import { checkRules, loadCodes, loadRules, scenariosOf } from '../src/index.ts'

const ids = ['cin-census', 'school-census', 'ssda903']
const rules = await loadRules(undefined, { codes: true })

describe('code sets', () => {
  test('are loaded only when they are asked for, and change neither digest nor scenarios', async () => {
    const plain = await loadRules()
    expect(plain.rulebook.codeSets.size).toBe(0)
    expect([...rules.rulebook.codeSets.keys()].sort()).toEqual(ids)
    expect(rules.digest).toBe(plain.digest)
    expect(() => scenariosOf(rules)).toThrow('{ whole: true }')
  })

  test('are loaded one at a time by name, the nearest named where there is none', async () => {
    expect(await loadCodes('ssda903')).toEqual(rules.rulebook.codeSets.get('ssda903'))
    await expect(loadCodes('ssda930')).rejects.toMatchObject({
      name: 'RulesRefused',
      issues: [{ code: 'unknown-name', suggestion: 'ssda903' }],
    })
    await expect(loadCodes('ssda903', '/nowhere/at/all')).rejects.toMatchObject({ name: 'RulesRefused' })
  })

  test('are those of the directory, where one is named', async () => {
    const fixture = new URL('../../cli/test/fixtures/rules', import.meta.url).pathname
    expect((await checkRules(fixture, { codes: true })).ok).toBe(true)
    await expect(loadCodes('ssda903', fixture)).rejects.toMatchObject({ issues: [{ code: 'unknown-name' }] })
  })
})
