import { readdir, readFile } from 'node:fs/promises'
import { type RuleFile, readRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

const root = new URL('../../../cli/test/fixtures/rules/', import.meta.url)

/** The files of a rulebook so small that every child can be tried. */
export const smallFiles: readonly RuleFile[] = await (async () => {
  const paths = (await readdir(root, { recursive: true })).filter(path => path.endsWith('.json')).sort()
  return Promise.all(
    paths.map(async path => ({ path, value: JSON.parse(await readFile(new URL(path, root), 'utf8')) as unknown })),
  )
})()

/** Files that are known to make rules. */
export const rulesFrom = (files: readonly RuleFile[]): Rules => {
  const read = readRules(files)
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1))
  return read.value
}

/** The same files but that one text of one of them is another; the text must stand there. */
export const edited = (files: readonly RuleFile[], path: string, from: string, to: string): readonly RuleFile[] =>
  files.map(file => {
    if (file.path !== path) return file
    const text = JSON.stringify(file.value)
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
    return { path, value: JSON.parse(text.replace(from, to)) as unknown }
  })
