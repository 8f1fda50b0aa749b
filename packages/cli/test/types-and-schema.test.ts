import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compiled, makeProject } from '../../../test/support/compiled.ts'
import { makeFolder } from '../../../test/support/folder.ts'
import { fixtureRules, runCli } from './terminal.ts'

const program = (decision: string, authority: string, facts: string, answer: string): string => `
import { loadRules } from '@virtual-school/rules'
import type { MyVocabulary } from './vocabulary.ts'

const rules = await loadRules<MyVocabulary>('rules')
const decision = rules.evaluate({
  decision: '${decision}',
  authority: '${authority}',
  asOf: '2026-11-22',
  facts: { ${facts} },
})
if (!('issues' in decision) && decision.answer === '${answer}') console.log(decision.summary)
`

describe('types', () => {
  it('prints the words of a directory, by which a slip in a program does not compile', async () => {
    const printed = await runCli(['types', fixtureRules, '--name', 'MyVocabulary'])
    expect(printed).toMatchObject({ code: 0, stderr: '' })
    const right = ['short-day', 'testshire', "careStatus: 'looked-after', ageYears: 14", 'permitted'] as const
    const wrong: readonly (typeof right | readonly [string, string, string, string])[] = [
      ['shortday', right[1], right[2], right[3]],
      ['remit', right[1], right[2], right[3]],
      [right[0], 'luton', right[2], right[3]],
      [right[0], right[1], "carestatus: 'looked-after'", right[3]],
      [right[0], right[1], "careStatus: 'lookedafter'", right[3]],
      [right[0], right[1], "ageYears: '14'", right[3]],
      [right[0], right[1], right[2], 'allowed'],
    ]
    const folder = await makeProject()
    writeFileSync(join(folder, 'vocabulary.ts'), printed.stdout)
    const files = [right, ...wrong].map((words, i) => {
      writeFileSync(join(folder, `program-${i}.ts`), program(...words))
      return `program-${i}.ts`
    })
    const errors = await compiled(folder, files)
    expect([...errors.keys()].sort()).toEqual(files.slice(1))
  })

  it('refuses a name that is none, and a directory that holds no rules', async () => {
    expect(await runCli(['types', '--name', 'my vocabulary'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The name of a type is expected'),
    })
    expect(await runCli(['types', await makeFolder()])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('schema', () => {
  const copy = async (): Promise<string> => {
    const folder = await makeFolder()
    cpSync(fixtureRules, folder, { recursive: true })
    return folder
  }

  it('writes the schemas of a directory, once, and says if they have fallen behind', async () => {
    const folder = await copy()
    const schema = (...words: string[]) => runCli(['schema', folder, ...words])
    expect((await schema('--check')).code).toBe(1)
    expect(existsSync(join(folder, 'schema'))).toBe(false)
    expect((await schema()).stdout).toContain('17 schemas, 17 files written.')
    expect(readdirSync(join(folder, 'schema'))).toHaveLength(17)
    expect((await schema()).stdout).toContain('17 schemas, as they are already.')
    expect((await schema('--check')).code).toBe(0)
    const facts = join(folder, 'facts.json')
    writeFileSync(facts, readFileSync(facts, 'utf8').replaceAll('planMade', 'planIsMade'))
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      one => /short-day|decisions/.test(one) && one.endsWith('.json'),
    ))
      writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replaceAll('planMade', 'planIsMade'))
    const behind = await schema('--check')
    expect(behind).toMatchObject({ code: 1, stdout: expect.stringContaining('facts.schema.json is not as') })
    expect((await schema()).code).toBe(0)
    expect(readFileSync(join(folder, 'schema/rulebook.schema.json'), 'utf8')).toContain('planIsMade')
  })

  it('leaves rules alone that are not sound, and the rules in the command', async () => {
    const folder = await copy()
    writeFileSync(join(folder, 'facts.json'), '{}')
    expect(await runCli(['schema', folder])).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(join(folder, 'schema'))).toBe(false)
    expect(await runCli(['schema'], { env: {} })).toMatchObject({ code: 2, stdout: '' })
  })
})
