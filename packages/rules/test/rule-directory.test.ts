import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkRules, loadRules, scenariosOf } from '../src/index.ts'
import { readDirectoryRules, readPublishedRules } from '../src/node/no-files.ts'
import { type CaseDirectory, caseDirectory, textsOf } from './support/corpus.ts'

const home = process.cwd()
let directory: CaseDirectory
let base: ReturnType<typeof textsOf>
beforeAll(async () => {
  directory = await caseDirectory()
  base = textsOf({ name: 'base', file: 'manifest.json', change: {} })
})
afterEach(() => process.chdir(home))
afterAll(() => directory.remove())

const withText = (path: string, change: (text: string) => string | Buffer) =>
  new Map([...base, [path, change(String(base.get(path)))]])
const issuesIn = async (place: string) => {
  const checked = await checkRules(place, { whole: true })
  return checked.ok ? [] : checked.issues
}
const summary = async (place: string) =>
  (await issuesIn(place)).map(({ code, file, line, column }) => [code, file, line, column])

describe('a directory of rules', () => {
  test('is found by whatever path leads to it', () =>
    directory.look(base, async place => {
      const digests = new Set<string>()
      for (const path of [place, `${place}/`, `${place}//land/..`]) digests.add((await loadRules(path)).digest)
      process.chdir(place)
      for (const path of ['.', './', `../${place.split('/').at(-1)}`]) digests.add((await loadRules(path)).digest)
      expect(digests.size).toBe(1)
    }))

  test('is found by its address, as text and as a URL', () =>
    directory.look(base, async place => {
      const { digest } = await loadRules(place)
      const address = pathToFileURL(place)
      for (const named of [address, address.href, `${address.href}/`, new URL('land/..', `${address.href}/`)])
        expect((await loadRules(named)).digest).toBe(digest)
    }))

  test.each(['https://www.example.org/rules', 'file://elsewhere/rules'])(
    'is not looked for at %s, and why is said',
    async address => {
      const checked = await checkRules(new URL(address))
      expect(checked).toMatchObject({ ok: false, issues: [{ code: 'unreadable', file: address }] })
      expect(!checked.ok && checked.issues[0]?.message).toContain('“file:”')
    },
  )

  test('has its scenarios read and checked only when they are asked for', () =>
    directory.look(
      withText('town/scenarios/one.json', () => '{ "name": 1 }'),
      async place => {
        const rules = await loadRules(place)
        expect(() => scenariosOf(rules)).toThrow('{ whole: true }')
        const checked = await checkRules(place, { whole: true })
        expect(checked.ok ? [] : checked.issues.map(one => one.file)).toContain('town/scenarios/one.json')
      },
    ))

  test('decides the same with its scenarios and without', () =>
    directory.look(base, async place => {
      const [without, held] = [await loadRules(place), await loadRules(place, { whole: true })]
      expect(without.digest).toBe(held.digest)
      expect(scenariosOf(held).length).toBeGreaterThan(0)
    }))

  test.each(['remit.JSON', 'remit.json.txt', 'remit.Jsonc'])(
    'with a file named %s, which nobody would read, is refused',
    name =>
      directory.look(
        withText(`town/${name}`, () => 'no JSON at all'),
        async place => {
          const issues = await issuesIn(place)
          expect(issues).toMatchObject([{ code: 'unplaced-file', file: `town/${name}`, suggestion: 'town/remit.json' }])
        },
      ),
  )

  test.each(['notes.md', 'remit.json~', 'remit.json.bak'])('may hold a file named %s that is no file of rules', name =>
    directory.look(
      withText(`town/${name}`, () => 'no JSON at all'),
      async place => expect(await issuesIn(place)).toEqual([]),
    ),
  )

  test('that is not there is refused', async () => {
    expect(await issuesIn('/nowhere/at/all')).toEqual([
      {
        code: 'unreadable',
        pointer: '',
        file: '/nowhere/at/all',
        message: 'The directory of rules could not be read. Name one that holds manifest.json.',
      },
    ])
    await expect(loadRules('/nowhere/at/all')).rejects.toMatchObject({
      name: 'RulesRefused',
      issues: [{ code: 'unreadable' }],
    })
  })

  test('that is a file is refused', () =>
    directory.look(base, async place =>
      expect(await summary(join(place, 'manifest.json'))).toEqual([
        ['unreadable', join(place, 'manifest.json'), undefined, undefined],
      ]),
    ))

  test('may begin its files with a byte-order mark, and end their lines as Windows does', () =>
    directory.look(
      new Map([...base].map(([path, text]) => [path, `\u{feff}${String(text).replaceAll('\n', '\r\n')}`])),
      async place => expect(await summary(place)).toEqual([]),
    ))

  test.each([
    ['Windows', '\r\n'],
    ['Unix', '\n'],
    ['old Macintosh', '\r'],
  ])('counts lines as %s ends them', (_, end) =>
    directory.look(
      withText('town/rules.json', text => text.replace('local-policy', 'local-polcy').replaceAll('\n', end)),
      async place => expect(await summary(place)).toEqual([['unknown-word', 'town/rules.json', 7, 16]]),
    ),
  )

  test('counts columns in UTF-16 units, as editors do', () =>
    directory.look(
      withText('town/authority.json', text =>
        text.replace('"id": "town"', '"id": "town", "nmae": 1').replace('{\n', '{ "note": "𝒙é",\n'),
      ),
      async place => expect((await summary(place))[0]).toEqual(['unknown-member', 'town/authority.json', 2, 25]),
    ))

  test('passes over hidden files, generated schemas and what is not JSON', () =>
    directory.look(base, async place => {
      for (const folder of ['.vscode', 'schema', '.git']) {
        await mkdir(join(place, folder), { recursive: true })
        await writeFile(join(place, folder, 'settings.json'), '// none')
      }
      await writeFile(join(place, 'town', '.draft.json'), 'none')
      await writeFile(join(place, 'README.md'), 'none')
      expect(await summary(place)).toEqual([])
      for (const one of ['.vscode', 'schema', '.git', 'town/.draft.json', 'README.md'])
        await rm(join(place, one), { recursive: true })
    }))

  test('may hold links to files, as a mounted volume does, but none to folders and none that lead nowhere', () =>
    directory.look(base, async place => {
      await rename(join(place, 'facts.json'), join(place, 'facts.text'))
      await symlink('facts.text', join(place, 'facts.json'))
      expect(await summary(place)).toEqual([])
      await symlink('nowhere.json', join(place, 'town', 'more.json'))
      expect(await summary(place)).toEqual([['unreadable', 'town/more.json', undefined, undefined]])
      await symlink('town', join(place, 'village'))
      expect(await summary(place)).toEqual([['unreadable', 'village', undefined, undefined]])
      for (const one of ['facts.json', 'facts.text', 'town/more.json', 'village']) await rm(join(place, one))
      await writeFile(join(place, 'facts.json'), base.get('facts.json')!)
    }))

  test('cannot be read where there is no disk', async () => {
    for (const named of ['rules', new URL('file:///rules')])
      expect(await readDirectoryRules(named)).toMatchObject({
        ok: false,
        issues: [{ code: 'unreadable', file: String(named) }],
      })
    expect(await readPublishedRules()).toMatchObject({ ok: false, issues: [{ code: 'unreadable' }] })
  })
})

describe('loaded rules', () => {
  test('cannot be written to, however deep', () =>
    directory.look(base, async place => {
      const rules = await loadRules(place, { whole: true, codes: true, releases: true })
      const open: string[] = []
      const seen = new Set<unknown>()
      const look = (value: unknown, path: string): void => {
        if (typeof value !== 'object' || value === null || seen.has(value)) return
        seen.add(value)
        if (!Object.isFrozen(value)) open.push(path)
        const members = value instanceof Map ? [...value] : Object.entries(value)
        for (const [name, member] of members) look(member, `${path}/${name}`)
      }
      look(rules, '')
      expect(open).toEqual([])
      expect(seen.size).toBeGreaterThan(100)
    }))
})
