import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'

/** Endings of files that a council’s systems hand out. One that is not read, such as `.xls`, is refused with what to do. */
const endings = ['csv', 'txt', 'tsv', 'xml', 'xlsx', 'xlsm', 'xls']

/**
 * The files that are meant by names of files, of folders and by patterns such as `*.csv`, which not every shell looks up; each once.
 * Of a folder its tables are meant, but not those in folders inside it; `outs`, which are written, are never meant so.
 */
export const findFiles = async (
  given: readonly string[],
  outs: readonly string[],
): Promise<Checked<readonly string[]>> => {
  const written = new Set(outs.map(one => resolve(one)))
  const found = await Promise.all(given.map(one => meantBy(one, written)))
  const issues = found.flatMap(one => (one.ok ? [] : one.issues))
  if (issues.length > 0) return refused(issues)
  const files = found.flatMap(one => (one.ok ? one.value : []))
  const places = files.map(one => resolve(one))
  return accepted(files.filter((_, i) => places.indexOf(places[i]!) === i))
}

const meantBy = async (given: string, written: ReadonlySet<string>): Promise<Checked<readonly string[]>> => {
  const what = await stat(given).catch(() => undefined)
  const isPattern = what === undefined && /[*?]/.test(given)
  if (!isPattern && what?.isDirectory() !== true) return accepted([given])
  const folder = isPattern ? dirname(given) : given
  if (/[*?]/.test(folder)) return refused([patternInFolder(given)])
  const isMeant = isPattern ? matcherOf(basename(given)) : isTable
  const names = await namesIn(folder)
  if (names === undefined) return refused([noFolder(given, folder)])
  const files = names
    .filter(isMeant)
    .map(name => join(folder, name))
    .filter(file => !written.has(resolve(file)))
  return files.length > 0 ? accepted(files) : refused([nothingThere(given, isPattern, names)])
}

/** The files of a folder by name, without hidden ones and those that a spreadsheet puts beside an open file. */
const namesIn = async (folder: string): Promise<readonly string[] | undefined> => {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  return found
    ?.filter(one => !one.isDirectory() && !/^(\.|~\$)/.test(one.name))
    .map(one => one.name)
    .sort()
}

const isTable = (name: string): boolean => endings.includes(extname(name).slice(1).toLowerCase())

/** As Windows looks patterns up: capitals and small letters are alike. */
const matcherOf = (pattern: string): ((name: string) => boolean) => {
  const signs = [...pattern].map(one =>
    one === '*' ? '.*' : one === '?' ? '.' : one.replace(/[\\^$.|+()[\]{}]/, '\\$&'),
  )
  const form = new RegExp(`^${signs.join('')}$`, 'isu')
  return name => form.test(name)
}

const issue = (file: string, message: string): Issue => ({ code: 'unreadable', pointer: '', file, message })

const nothingThere = (given: string, isPattern: boolean, names: readonly string[]): Issue => {
  const kinds = [...new Set(names.map(name => extname(name).toLowerCase()).filter(one => one !== ''))].sort()
  const there =
    kinds.length === 0
      ? 'There are no files in that folder.'
      : `In that folder are files that end with ${kinds.slice(0, 5).join(', ')}.`
  return issue(
    given,
    isPattern
      ? `No file has such a name. ${there}`
      : `No file in this folder is CSV, XML or a workbook. ${there} Files in folders inside it are not read: name these too.`,
  )
}

const noFolder = (given: string, folder: string): Issue =>
  issue(given, `There is no folder “${folder}”, or it may not be read.`)

const patternInFolder = (given: string): Issue =>
  issue(given, 'A “*” or “?” may stand only in the name of a file, not in that of a folder. Name each folder.')
