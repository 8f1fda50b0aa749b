import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWords, type Council, layOut, openCouncil, page } from './council.ts'
import { runCli } from './terminal.ts'

let council: Council
let file = ''
beforeEach(async () => {
  council = await openCouncil()
  file = await council.write('page.txt', page)
})
afterEach(() => council.remove())

describe('source add', () => {
  it('keeps a copy with its day outside of the rules, enters the source after the others, and says what is next', async () => {
    const before = await council.read('rules/sources.json')
    const ran = await council.run([
      ...addWords(file),
      '--address',
      'https://example.org/days',
      '--published',
      '2026-07',
    ])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(await council.read('documents/testshire-days.2026-11-22.txt')).toBe(page)
    expect(await council.read('documents/.gitignore')).toBe('*\n')
    const after = await council.read('rules/sources.json')
    expect(JSON.parse(after).sources).toEqual([
      ...JSON.parse(before).sources,
      {
        id: 'testshire-days',
        title: 'Short days',
        publisher: 'Testshire Council',
        kind: 'local-policy',
        published: '2026-07',
        address: 'https://example.org/days',
        retrieved: '2026-11-22',
        document: 'testshire-days.2026-11-22.txt',
      },
    ])
    expect(after.startsWith(before.slice(0, before.lastIndexOf('}\n  ]')))).toBe(true)
    expect(ran.stdout).toContain('“testshire-days” is entered after the others.')
    expect(ran.stdout).toContain(
      'it is not published with the rules, and a .gitignore in its folder keeps it out of git',
    )
    expect(ran.stdout).toContain('Next: virtual-school register new testshire-days --authority testshire')
    expect((await council.run(['sources', 'testshire-days'])).stdout).toContain('Testshire Council')
  })

  it('writes the file as biome lays it out, and leaves nothing beside it', async () => {
    await council.run(addWords(file))
    const written = await council.read('rules/sources.json')
    expect(layOut(written)).toBe(written)
    expect(layOut('{"a":[1,\n2]}')).toBe('{ "a": [1, 2] }\n')
    expect((await readdir(council.rules)).filter(one => one.includes('.part'))).toEqual([])
  })

  it('takes today from England, whatever the clock of the machine says', async () => {
    const late = { env: {}, now: () => new Date('2026-07-01T23:30:00Z') }
    await runCli([...addWords(file), '--rules', council.rules], late)
    expect(existsSync(join(council.folder, 'documents/testshire-days.2026-07-02.txt'))).toBe(true)
  })

  it('names the authority that is to be written first, in JSON as data', async () => {
    const words = addWords(file).map(one => (one === 'testshire' ? 'newshire' : one))
    const ran = await council.run([...words, '--format', 'json'])
    expect(JSON.parse(ran.stdout).next[0]).toContain('newshire/authority.json: { "$schema"')
  })

  it.each<[string, readonly string[], string]>([
    ['a source that is there', ['source', 'add', 'made-up'], 'There is already a source “made-up”. For a new copy'],
    ['a name in capitals', ['source', 'add', 'Testshire'], 'The name of the source: A name in lower case is expected'],
    [
      'a name with a blank',
      ['source', 'add', 'test shire'],
      'The name of the source: A name in lower case is expected',
    ],
    ['a kind that there is not', ['--kind', 'local-polcy'], 'Did you mean “local-policy”?'],
    ['an address that is none', ['--address', 'example.org'], '--address: A web address is expected'],
    ['a day that there is not', ['--published', '2026-02-30'], '--published: there is no such day'],
    ['a day in another form', ['--published', '1.7.2026'], '--published: A date or a month is expected'],
    ['an authority in capitals', ['--authority', 'Testshire'], 'An authority is named in lower case'],
    ['an empty title', ['--title', ''], '--title: At least 1 character is expected here.'],
    ['a file that is not there', ['--file', 'nowhere.txt'], 'nowhere.txt The file could not be read.'],
    ['a folder inside the rules', ['--documents', 'IN_RULES'], 'name a folder outside of them with --documents'],
  ])('refuses %s, and writes nothing', async (_, different, said) => {
    const before = await council.read('rules/sources.json')
    const words = addWords(file)
    const changed = different[0] === 'source' ? [...different, ...words.slice(3)] : [...words, ...different]
    const ran = await council.run(changed.map(one => (one === 'IN_RULES' ? join(council.rules, 'copies') : one)))
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
    expect(await council.read('rules/sources.json')).toBe(before)
    expect(existsSync(join(council.folder, 'documents'))).toBe(false)
  })

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'The file has no words.'],
    ['of blanks', ' \n\u00A0\n--- \n', 'The file has no words.'],
    ['of Windows', Uint8Array.from([0x43, 0x68, 0x69, 0x6c, 0x64, 0x92, 0x73]), 'not UTF-8 text. Copy the words'],
    ['in UTF-16', Buffer.from('The page', 'utf16le'), 'The file is not text.'],
    ['of a word processor', Buffer.from('504b0304140006000800ff', 'hex'), 'not UTF-8 text'],
    ['that is a web page', '<!DOCTYPE html>\n<p>Ask</p>', 'a web page with its marks'],
  ])('refuses a text %s', async (_, text, said) => {
    const ran = await council.run(addWords(await council.write('page.txt', text)))
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(said)
  })

  it('refuses to write to the rules in the command, or where there are none', async () => {
    const nowhere = await runCli(addWords(file), { env: {} })
    expect(nowhere).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name a directory of rules'),
    })
    const empty = await runCli([...addWords(file), '--rules', council.folder])
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('sources.json is expected in it') })
  })

  it('writes to the rules of the checkout if none are named', async () => {
    const ran = await runCli(addWords(file), { env: {}, checkout: council.folder })
    expect(ran.code).toBe(0)
    expect(await council.read('rules/sources.json')).toContain('testshire-days')
  })
})

describe('source renew', () => {
  it('keeps the new copy beside the old one, and names it with its day', async () => {
    await council.run(addWords(file))
    const ran = await council.run(
      ['source', 'renew', 'testshire-days', '--file', await council.write('new.txt', `${page}\nMore.`)],
      '2026-12-01',
    )
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('virtual-school register update testshire-days')
    expect((await readdir(join(council.folder, 'documents'))).sort()).toEqual([
      '.gitignore',
      'testshire-days.2026-11-22.txt',
      'testshire-days.2026-12-01.txt',
    ])
    const { sources } = JSON.parse(await council.read('rules/sources.json'))
    expect(sources.at(-1)).toMatchObject({ retrieved: '2026-12-01', document: 'testshire-days.2026-12-01.txt' })
  })

  it('refuses another text of the same day, and takes the same one again', async () => {
    await council.run(addWords(file))
    const renew = (from: string) => council.run(['source', 'renew', 'testshire-days', '--file', from])
    expect((await renew(file)).code).toBe(0)
    const ran = await renew(await council.write('new.txt', 'Other words.'))
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('another copy of this day') })
  })

  it('refuses a source that is not entered, with the nearest', async () => {
    const ran = await council.run(['source', 'renew', 'madeup', '--file', file])
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean “made-up”?') })
  })
})
