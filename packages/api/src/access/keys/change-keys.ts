import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { Checked, Issue } from '@virtual-school/rules'
import { keyFileIn, readKeyFile } from './key-file.ts'
import type { KeyRecord } from './key-record.ts'

/** The keys before and after a change, with what the change has to tell. */
export type Change<T> = (
  keys: readonly KeyRecord[],
) => Checked<{ readonly keys: readonly KeyRecord[]; readonly told: T }>

const failure = (thrown: unknown, file: string): Issue => {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
  return code === 'EEXIST'
    ? {
        code: 'not-allowed-here',
        pointer: '',
        file,
        message: 'Another command is changing the keys. If none is, one was cut short: delete this file and try again.',
      }
    : { code: 'unreadable', pointer: '', file, message: `The keys could not be written (${code}).` }
}

/**
 * Changes the file of keys as a whole or not at all: the new text is written beside it and takes its place. The file
 * beside it may exist once, so two commands at one time cannot lose one another’s change.
 */
export const changeKeys = async <T>(dataDirectory: string, change: Change<T>): Promise<Checked<T>> => {
  const file = keyFileIn(dataDirectory)
  const beside = `${file}.new`
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
    const handle = await open(beside, 'wx', 0o600)
    try {
      const held = readKeyFile(file)
      const changed = held.ok ? change(held.value ?? []) : held
      if (!changed.ok) return changed
      await handle.writeFile(`${JSON.stringify({ keys: changed.value.keys }, null, 2)}\n`)
      await handle.sync()
      await rename(beside, file)
      return { ok: true, value: changed.value.told }
    } finally {
      await handle.close()
      await rm(beside, { force: true })
    }
  } catch (thrown) {
    return { ok: false, issues: [failure(thrown, beside)] }
  }
}
