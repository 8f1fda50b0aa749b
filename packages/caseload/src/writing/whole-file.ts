import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'

/** A file that is written beside its place, and put there once all of it is on the disk. */
export interface WholeFile {
  /** Waits while the disk is slower than what is written. */
  readonly write: (piece: string | Uint8Array) => Promise<void>
  /** Puts the file in its place, over what may stand there. */
  readonly finish: () => Promise<void>
  /** Leaves what stands there as it is, and nothing beside it. */
  readonly abandon: () => Promise<void>
}

/** Rejects if something stands there that a file is not to be put over: a folder, or a file that nobody may write. */
const checkPlace = async (file: string): Promise<void> => {
  const found = await stat(file).catch(() => undefined)
  const code = found?.isDirectory()
    ? 'EISDIR'
    : found !== undefined && (found.mode & 0o222) === 0
      ? 'EACCES'
      : undefined
  if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: 'open', path: file })
}

/** Begins a file. Folders are made. Rejects, as do `write` and `finish`, if it cannot be written. */
export const beginFile = async (file: string): Promise<WholeFile> => {
  await checkPlace(file)
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.part`
  const stream = createWriteStream(draft, { flags: 'wx', flush: true })
  let failure: unknown
  stream.on('error', error => {
    failure = error
  })
  const drained = () =>
    new Promise<void>(resolve => {
      const done = () => {
        stream.off('drain', done)
        stream.off('error', done)
        resolve()
      }
      stream.once('drain', done)
      stream.once('error', done)
    })
  return {
    write: async piece => {
      if (failure === undefined && !stream.write(piece)) await drained()
      if (failure !== undefined) throw failure
    },
    finish: async () => {
      stream.end()
      await finished(stream)
      await rename(draft, file)
    },
    abandon: async () => {
      stream.destroy()
      await finished(stream).catch(() => {})
      await rm(draft, { force: true })
    },
  }
}
