import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptCheckpoint } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { textOf } from '../../records/text-of.ts'

const nothingThere =
  'There is no checkpoint in this directory: expected files that end in “.checkpoint”, “.txt” or “.note”.'

const isCheckpoint = (name: string): boolean => /\.(?:checkpoint|txt|note)$/.test(name)

const isDirectory = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

/** The service puts checkpoints into such a directory once somebody let the log differ from one of that many records. */
const afterIn = (path: string): readonly number[] =>
  [...path.matchAll(/(?:^|[\\/])after-(\d{12,16})(?=[\\/])/g)].map(([, size]) => Number(size))

const allOf = async (paths: readonly string[]): Promise<Checked<readonly KeptCheckpoint[]>> => {
  const kept: KeptCheckpoint[] = []
  for (const path of paths) {
    const read = await textOf(path)
    if (!read.ok) return read
    kept.push({ note: read.value, name: path, after: afterIn(path) })
  }
  return { ok: true, value: kept }
}

/** The checkpoints in a file, or in the files of a directory and of those in it; none where nothing is named. */
export const keptCheckpoints = async (path: string | undefined): Promise<Checked<readonly KeptCheckpoint[]>> => {
  if (path === undefined) return { ok: true, value: [] }
  if (!(await isDirectory(path))) return allOf([path])
  const names = await readdir(path, { recursive: true })
  const files = names.filter(isCheckpoint).sort()
  if (files.length > 0) return allOf(files.map(name => join(path, name)))
  return { ok: false, issues: [{ code: 'missing-file', pointer: '', message: nothingThere, file: path }] }
}
