import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWords, type Council, layOut, openCouncil, page } from './council.ts'

let council: Council
const file = 'rules/testshire/registers/testshire-days.json'
beforeEach(async () => {
  council = await openCouncil()
  await council.run(addWords(await council.write('page.txt', page)))
})
afterEach(() => council.remove())

const make = () => council.run(['register', 'new', 'testshire-days', '--authority', 'testshire'])
const entries = async () => JSON.parse(await council.read(file)).entries

describe('register new', () => {
  it('writes an entry a sentence, open, with a place, in the layout of the project', async () => {
    const ran = await make()
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('7 entries, 7 of them open.')
    const text = await council.read(file)
    expect(layOut(text)).toBe(text)
    expect(JSON.parse(text)).toMatchObject({
      $schema: '../../schema/register.schema.json',
      source: 'testshire-days',
      evidence: 'primary',
    })
    expect((await entries()).map((one: { locator: string }) => one.locator)).toEqual([
      'heading “Short days in Testshire”',
      'under “Short days in Testshire”, sentence beginning “The parent must agree”',
      'under “Short days in Testshire”, sentence beginning “Nobody else need be”',
      'heading “Help”',
      'under “Help”, sentence beginning “We offer”',
      'under “Help”, after “We offer”, item beginning “training for schools”',
      'under “Help”, after “We offer”, item beginning “advice”',
    ])
    expect((await readdir(join(council.rules, 'testshire/registers'))).sort()).toEqual(['testshire-days.json'])
  })

  it('is well formed, found whole by sources verify, and found open by check', async () => {
    await make()
    const verified = await council.run(['sources', 'verify', '--documents', join(council.folder, 'documents')])
    expect(verified).toMatchObject({ code: 0, stdout: 'testshire-days: 7 of 7 passages found.\n' })
    const checked = await council
      .run(['check', council.rules, '--quick'].slice(0, 3))
      .then(() => council.run(['register', 'list', 'testshire-days']))
    expect(checked.stdout).toContain('7 entries (7 open)')
  })

  it('gives the same as data', async () => {
    const ran = await council.run(['register', 'new', 'testshire-days', '--authority', 'testshire', '--format', 'json'])
    expect(JSON.parse(ran.stdout)).toEqual({
      file: join(council.folder, file),
      entries: 7,
      open: 7,
      rulesInNoEntry: [],
    })
  })

  it('names rules that cite the page already, and those whose words it does not find', async () => {
    const rules = await council.read('rules/testshire/short-day.json')
    const rule = JSON.parse(rules)
    const citation = (locator: string) => [{ source: 'testshire-days', locator, evidence: 'primary' }]
    rule.rules.push({ ...rule.rules[0], name: 'testshire.short-day.lost', citations: citation('paragraph 4') })
    rule.rules[0].citations = citation('sentence beginning “The parent must”')
    await council.write('rules/testshire/short-day.json', JSON.stringify(rule))
    const ran = await make()
    expect((await entries())[1]).toMatchObject({ class: 'rule', rules: ['testshire.short-day.start'] })
    expect(ran.stdout).toContain('6 of them open')
    expect(ran.stdout).toContain('The rule “testshire.short-day.lost” cites this source, and its words were not found.')
    const listed = await council.run(['register', 'list', 'testshire-days'])
    expect(listed.stdout).toContain('Rules of this source that no entry names:\n  testshire.short-day.lost')
  })

  it.each<[string, readonly string[], string]>([
    ['a source that is not entered', ['testshire-day', '--authority', 'testshire'], 'Did you mean “testshire-days”?'],
    ['an authority that is not there', ['testshire-days', '--authority', 'testshir'], 'Did you mean “testshire”?'],
    ['an authority far from any', ['testshire-days', '--authority', 'norfolk'], 'A new one begins with'],
    [
      'a source without a document',
      ['made-up', '--authority', 'testshire'],
      'names no document. “virtual-school source renew made-up',
    ],
    [
      'a source that has a register in the nation',
      ['made-up', '--authority', 'england'],
      'There is already a register of “made-up”',
    ],
    [
      'a copy that is not there',
      ['testshire-days', '--authority', 'testshire', '--documents', 'nowhere'],
      'testshire-days.2026-11-22.txt The file could not be read',
    ],
  ])('refuses %s, and writes nothing', async (_, words, said) => {
    const ran = await council.run(['register', 'new', ...words])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
    expect(existsSync(join(council.folder, file))).toBe(false)
  })

  it('never writes over a register', async () => {
    await make()
    const before = await council.read(file)
    expect(await make()).toMatchObject({ code: 2, stderr: expect.stringContaining('register update testshire-days') })
    expect(await council.read(file)).toBe(before)
  })
})

describe('register list', () => {
  it('counts the classes and lists the open ones, or those of another class', async () => {
    await make()
    const text = (await council.read(file)).replace(
      '"class": "open"',
      '"class": "context",\n      "reason": "The title."',
    )
    await council.write(file, text)
    const open = await council.run(['register', 'list', 'testshire-days'])
    expect(open.stdout).toContain('7 entries (1 context, 6 open)')
    expect(open.stdout).toContain(
      'Of class open:\n  under “Short days in Testshire”, sentence beginning “The parent must agree”\n',
    )
    const context = await council.run(['register', 'list', 'testshire-days', '--class', 'context'])
    expect(context.stdout).toContain('  heading “Short days in Testshire”: The title.')
    const none = await council.run([
      'register',
      'list',
      'testshire-days',
      '--class',
      'offer',
      '--authority',
      'testshire',
    ])
    expect(none.stdout).toContain('None is offer.')
    const data = await council.run(['register', 'list', 'testshire-days', '--format', 'json'])
    expect(JSON.parse(data.stdout).registers[0]).toMatchObject({
      authority: 'testshire',
      counts: { context: 1, open: 6 },
    })
  })

  it.each<[readonly string[], string]>([
    [['testshire-days'], 'There is no register of “testshire-days”. “virtual-school register new testshire-days'],
    [['testshir-days'], 'Did you mean “testshire-days”?'],
    [['testshire-days', '--class', 'opn'], 'Did you mean “open”?'],
    [['testshire-days', '--authority', 'nowhere'], 'There is no authority “nowhere”. Held: england, testshire.'],
    [['made-up', '--authority', 'testshire'], 'There is no register of “made-up” under “testshire”'],
  ])('%j is refused with what is right', async (words, said) => {
    const ran = await council.run(['register', 'list', ...words])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
  })
})
