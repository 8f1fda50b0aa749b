import { lstat, mkdir, mkdtemp, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { accepted, errorCode } from '@virtual-school/rules/internal'
import { type Checked, refusal } from '../model/checked.ts'

/** Writes one file of the folder; folders on the way are made. */
export type WriteFile = (path: string, text: string) => Promise<void>

/** Whether a folder may come to stand there: nothing does yet, or an empty one. */
export const checkFolderIsFree = async (directory: string): Promise<Checked<null>> => {
  try {
    if ((await readdir(directory)).length === 0) return accepted(null)
    return refusal('duplicate-name', '', 'The directory is not empty. Name one that is not there yet.', directory)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return accepted(null)
    return refusal(
      'unreadable',
      '',
      'This is no directory that could be written. Name one that is not there yet.',
      directory,
    )
  }
}

/** Whether a file may come to stand there: nothing does yet. */
export const checkFileIsFree = async (file: string): Promise<Checked<null>> =>
  (await lstat(file).catch(() => undefined)) === undefined
    ? accepted(null)
    : refusal(
        'duplicate-name',
        '',
        'A file of this name is there already. Move it away, or name another directory.',
        file,
      )

const writeNew = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A file that goes with a folder and lies outside it. */
interface FileBeside {
  readonly file: string
  readonly text: string
}

/**
 * A folder that is there whole or not at all: it is written beside its place, readable by its owner alone, and moved there when
 * all of it is; so is a file `outside` it. Issue if something came to stand there meanwhile, or the file is there already.
 * Rejects if `fill` does, or the disk fails; nothing is left then.
 */
export const writeFolder = async (
  directory: string,
  fill: (write: WriteFile) => Promise<void>,
  outside?: FileBeside,
): Promise<Checked<null>> => {
  const place = resolve(directory)
  await mkdir(dirname(place), { recursive: true })
  const beside = await mkdtemp(join(dirname(place), `.${basename(place)}-`))
  const made = [beside]
  try {
    await fill((path, text) => writeNew(join(beside, path), text))
    if (outside !== undefined) {
      await writeNew(outside.file, outside.text)
      made.push(outside.file)
    }
    // Windows moves nothing onto an empty folder, and no system onto a full one.
    await rmdir(place).catch(() => undefined)
    await rename(beside, place)
    return accepted(null)
  } catch (error) {
    await Promise.all(made.map(one => rm(one, { recursive: true, force: true })))
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(String(errorCode(error)))) throw error
    return checkFolderIsFree(directory).then(free =>
      free.ok ? refusal('unreadable', '', 'The directory could not be written.', directory) : free,
    )
  }
}
