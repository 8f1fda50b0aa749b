import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IssueCode } from '../../src/index.ts'
import { pathOf } from '../../src/kernel/pointer.ts'

/** One change to the base directory: to the value at `pointer` of `file`, or to the file itself where that is empty. */
export interface Change {
  readonly file: string
  readonly pointer?: string
  readonly change: {
    readonly set?: unknown
    readonly remove?: true
    /** To the list at the pointer. */
    readonly append?: unknown
    /** Of the member at the pointer; its value and place stay. */
    readonly rename?: string
    /** Lists within lists, so many. */
    readonly nest?: number
    /** The entry at the pointer again and again, `#` in its texts numbered. */
    readonly repeat?: number
    /** A group of conditions around the one at the pointer, so many times. */
    readonly wrap?: number
    readonly absent?: true
    readonly text?: string
    readonly bytes?: string
    /** In the text of the file. */
    readonly replace?: readonly [string, string]
    /** White space after the text, up to so many bytes. */
    readonly fill?: number
    /** Members with numbered names in the object at the pointer. */
    readonly members?: number
  }
}

export interface CorpusCase extends Change {
  readonly name: string
  readonly also?: readonly Change[]
}

export interface BadCase extends CorpusCase {
  readonly expect: readonly {
    readonly code: IssueCode
    /** That of the change where absent; null for an issue about no file. */
    readonly file?: string | null
    readonly pointer: string
    readonly line?: number
    readonly column?: number
    readonly suggestion?: string
    /** What the message must say. */
    readonly says: readonly string[]
  }[]
}

const corpus = fileURLToPath(new URL('../corpus', import.meta.url))

const filesIn = async (directory: string): Promise<string[]> => {
  const paths = await readdir(directory, { recursive: true })
  return paths.map(path => path.replaceAll('\\', '/')).filter(path => path.endsWith('.json'))
}

const jsonIn = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))

/** The base directory: valid files by their paths. */
export const baseFiles = new Map(
  await Promise.all(
    (await filesIn(join(corpus, 'base'))).map(async path => [path, await jsonIn(join(corpus, 'base', path))] as const),
  ),
)

/** The cases of one folder of the corpus, by the file in which they stand. */
export const casesIn = async <T extends CorpusCase>(
  folder: 'good' | 'bad',
): Promise<(readonly [string, readonly T[]])[]> =>
  Promise.all(
    (await filesIn(join(corpus, folder)))
      .sort()
      .map(async path => [path, (await jsonIn(join(corpus, folder, path))) as T[]] as const),
  )

type Texts = Map<string, string | Buffer>
type Tree = Record<string, unknown>

/** The base with changes, as values. */
export const changedFiles = (changes: readonly Change[]): ReadonlyMap<string, unknown> => {
  const values = structuredClone(new Map(baseFiles))
  for (const change of changes) changeValue(values, change)
  return values
}

/** The files of a case as texts, with one member a line. */
export const textsOf = ({ also = [], ...first }: CorpusCase): Texts => {
  const changes = [first, ...also]
  const values = changedFiles(changes)
  const texts: Texts = new Map([...values].map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`]))
  for (const change of changes) changeText(texts, change)
  return texts
}

const changeValue = (values: Map<string, unknown>, { file, pointer = '', change }: Change): void => {
  if (pointer === '') {
    if ('set' in change) values.set(file, change.set)
    if (change.absent) values.delete(file)
    return
  }
  const path = pathOf(pointer)
  const last = path.pop()!
  const holder = path.reduce<unknown>((at, key) => (at as Tree)[key], values.get(file)) as Tree
  if ('set' in change) holder[last] = change.set
  if ('append' in change) (holder[last] as unknown[]).push(change.append)
  if (change.remove) Array.isArray(holder) ? holder.splice(Number(last), 1) : delete holder[last]
  if (change.nest !== undefined) holder[last] = JSON.parse('['.repeat(change.nest) + ']'.repeat(change.nest))
  for (let i = 0; i < (change.wrap ?? 0); i += 1) holder[last] = { all: [holder[last]] }
  for (let i = 0; i < (change.members ?? 0); i += 1) (holder[last] as Tree)[`m${i.toString(36)}`] = 0
  if (change.rename !== undefined) {
    const members = Object.entries(holder).map(([key, value]) => [key === last ? change.rename : key, value])
    for (const key of Object.keys(holder)) delete holder[key]
    Object.assign(holder, Object.fromEntries(members))
  }
  if (change.repeat !== undefined) {
    const entry = JSON.stringify(holder[last])
    const copies = Array.from({ length: change.repeat }, (_, i) => JSON.parse(entry.replaceAll('#', String(i))))
    ;(holder as unknown as unknown[]).splice(Number(last), 1, ...copies)
  }
}

const changeText = (texts: Texts, { file, change }: Change): void => {
  const text = String(texts.get(file))
  if (change.text !== undefined) texts.set(file, change.text)
  if (change.bytes !== undefined) texts.set(file, Buffer.from(change.bytes, 'hex'))
  if (change.fill !== undefined) texts.set(file, text.padEnd(change.fill, ' '))
  if (change.replace !== undefined) {
    const [from, to] = change.replace
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
    texts.set(file, text.replace(from, to))
  }
}

/** A directory on the disk that holds the base, and a case for as long as it is looked at. */
export interface CaseDirectory {
  readonly look: <T>(texts: Texts, use: (directory: string) => Promise<T>) => Promise<T>
  readonly remove: () => Promise<void>
}

export const caseDirectory = async (): Promise<CaseDirectory> => {
  const directory = await mkdtemp(join(tmpdir(), 'virtual-school-rules-'))
  const base = textsOf({ name: 'base', file: 'manifest.json', change: {} })
  const write = async (path: string, text: string | Buffer) => {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), text)
  }
  for (const [path, text] of base) await write(path, text)
  return {
    look: async (texts, use) => {
      const differing = [...new Set([...base.keys(), ...texts.keys()])].filter(
        path => base.get(path) !== texts.get(path),
      )
      const put = async (from: Texts) => {
        for (const path of differing) {
          const text = from.get(path)
          await (text === undefined ? rm(join(directory, path)) : write(path, text))
        }
      }
      await put(texts)
      try {
        return await use(directory)
      } finally {
        await put(base)
      }
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
