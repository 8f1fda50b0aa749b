import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Checked, checkRules, type Rules } from '@virtual-school/rules'
import { originOf } from '../rules-of.ts'
import type { Terminal } from '../terminal.ts'
import { type FileAtRef, filesAtRef } from './files-at-ref.ts'

/** One of the two that are compared. */
export interface Side {
  readonly rules: Rules
  /** Where it came from, in words. */
  readonly origin: string
}

/**
 * The rules that an argument names: a directory, the version published with this command, or a git ref. Read whole and
 * refused as `check` refuses; issues name the file with what was named before it.
 */
export const openSide = async (named: string, terminal: Terminal): Promise<Checked<Side>> => {
  if (await isDirectory(named)) return sideOf(named, named, 'read from', await checkRules(named, { whole: true }))
  const published = await checkRules(undefined, { whole: true })
  if (published.ok && published.value.version === named)
    return { ok: true, value: { rules: published.value, origin: originOf(published.value, undefined) } }
  const files = await filesAtRef(named, terminal.env)
  return files.ok
    ? inFolder(files.value, async folder => sideOf(named, folder, 'at', await checkRules(folder, { whole: true })))
    : files
}

const isDirectory = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** `folder` is where the files were read, which nobody has heard of where they came out of git. */
const sideOf = (named: string, folder: string, where: 'at' | 'read from', checked: Checked<Rules>): Checked<Side> => {
  if (!checked.ok) {
    const between = where === 'at' && !named.includes(':') ? ':' : '/'
    const placed = (file: string | undefined) =>
      file === undefined || file === folder ? named : `${named.replace(/[/:]+$/, '')}${between}${file}`
    return { ok: false, issues: checked.issues.map(issue => ({ ...issue, file: placed(issue.file) })) }
  }
  const rules = checked.value
  return {
    ok: true,
    value: { rules, origin: `Rules ${rules.version}, ${rules.digest.slice(0, 19)}…, ${where} ${named}` },
  }
}

/** Writes files into a folder of their own, which is gone when `use` is done. */
const inFolder = async <T>(files: readonly FileAtRef[], use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'virtual-school-diff-'))
  try {
    for (const { path, bytes } of files) {
      const place = join(folder, path)
      await mkdir(dirname(place), { recursive: true })
      await writeFile(place, bytes)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
