import { randomBytes } from 'node:crypto'
import { access, link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@virtual-school/rules/internal'

const digits = 12
const form = /^(\d{12,16})\.checkpoint$/

const nameFile = (size: number): string => `${String(size).padStart(digits, '0')}.checkpoint`

/** Makes a directory if there is none. If that fails, putting a file there fails too, and that is reported. */
export const makeDirectory = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true }).catch(() => undefined)
}

/** Whether there is something by that name. Rejects if nobody can tell. */
export const isThere = (directory: string): Promise<boolean> =>
  access(directory).then(
    () => true,
    error => {
      if (errorCode(error) === 'ENOENT') return false
      throw error
    },
  )

/**
 * Written beside, synced and linked into place: whole or not there, and never in the place of another. A directory that is gone is not
 * made: a volume may have been mounted there.
 */
export const putFile = async (directory: string, { size, note }: SizedCheckpoint): Promise<void> => {
  const path = join(directory, nameFile(size))
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`
  const handle = await open(beside, 'wx')
  try {
    await handle.writeFile(note)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(beside, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // Of one size there is one checkpoint. Another is a log that was put back and went on otherwise.
    if ((await readFile(path, 'utf8')) !== note)
      throw Object.assign(new Error('another of this size'), { name: 'Forked' })
  } finally {
    await unlink(beside)
  }
}

const listSizes = async (directory: string): Promise<readonly number[]> => {
  const names = await readdir(directory).catch(error => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  return names.flatMap(name => {
    const [, size] = form.exec(name) ?? []
    return size === undefined ? [] : [Number(size)]
  })
}

/** The checkpoint of the most records in a directory, by the names of its files; undefined if there is none. */
export const readNewest = async (directory: string): Promise<SizedCheckpoint | undefined> => {
  const size = (await listSizes(directory)).reduce((most, one) => Math.max(most, one), -1)
  return size < 0 ? undefined : { size, note: await readFile(join(directory, nameFile(size)), 'utf8') }
}

/** Where checkpoints go once the log differs from the one of so many records and that was allowed: those before it stay as they are. */
export const nameDirectoryAfter = (directory: string, overridden: readonly number[]): string =>
  join(directory, ...overridden.map(size => `after-${String(size).padStart(digits, '0')}`))

/** A signed checkpoint, and how many records it is over. */
export interface SizedCheckpoint {
  readonly size: number
  readonly note: string
}
