import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inCheckout } from '../../../scripts/places.mjs'
import { fixtureRules, type Ran, runCli } from './terminal.ts'

/** A folder with a copy of the fixture’s rules, in which a test may write. */
export interface Council {
  readonly folder: string
  readonly rules: string
  /** Runs a command line with `--rules`; the clock stands at noon of the day, if one is given. */
  readonly run: (argv: readonly string[], day?: string) => Promise<Ran>
  readonly read: (path: string) => Promise<string>
  readonly write: (path: string, text: string | Uint8Array) => Promise<string>
  readonly remove: () => Promise<void>
}

export const openCouncil = async (): Promise<Council> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-council-'))
  const rules = join(folder, 'rules')
  await cp(fixtureRules, rules, { recursive: true })
  const sources = join(rules, 'sources.json')
  await writeFile(sources, `${JSON.stringify(JSON.parse(await readFile(sources, 'utf8')), null, 2)}\n`)
  return {
    folder,
    rules,
    run: (argv, day = '2026-11-22') =>
      runCli([...argv, '--rules', rules], { env: {}, now: () => new Date(`${day}T12:00:00Z`) }),
    read: path => readFile(join(folder, path), 'utf8'),
    write: async (path, text) => {
      const file = join(folder, path)
      await mkdir(join(file, '..'), { recursive: true })
      await writeFile(file, text)
      return file
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** An invented page. */
export const page = [
  'Short days in Testshire',
  '',
  'The parent must agree to a short day, e.g. in a letter. Nobody else need be asked.',
  '',
  'Help',
  '',
  'We offer:',
  '• training for schools',
  '• advice',
].join('\n')

/** The words of `source add` for it. */
export const addWords = (file: string, id = 'testshire-days') => [
  'source',
  'add',
  id,
  '--file',
  file,
  '--authority',
  'testshire',
  '--title',
  'Short days',
  '--publisher',
  'Testshire Council',
  '--kind',
  'local-policy',
]

/** As biome lays out files of rules. */
export const layOut = (text: string): string =>
  execFileSync(inCheckout('node_modules/.bin/biome'), ['format', '--stdin-file-path=rules/some.json'], {
    cwd: inCheckout('.'),
    input: text,
    encoding: 'utf8',
  })
