import { rename } from 'node:fs/promises'
import { importCallerKeys, type Records } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { keyFileIn, readKeyFile } from './key-file.ts'

const codeOf = (thrown: unknown): unknown => (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined)

/** Where a file goes whose keys were taken over. Its name sorts by time, and is one on every system. */
const asideOf = (file: string, now: Date): string => `${file}.imported-${now.toISOString().replaceAll(/[:.]/g, '-')}`

/**
 * Takes over the keys of `keys.json`, once, into the database of the records, and gives the file another name. It may be cut
 * short anywhere and done by several processes at once. False: there was no such file. Issues if the file cannot be used, or
 * another key has the id of one of its keys; then nothing is done. Rejects if storage fails, or if the file keeps its name.
 */
export const importKeyFile = async (dataDirectory: string, records: Records): Promise<Checked<boolean>> => {
  const file = keyFileIn(dataDirectory)
  const held = readKeyFile(file)
  if (!held.ok) return held
  if (held.value === undefined) return { ok: true, value: false }
  const imported = await importCallerKeys(records, held.value, { client: 'local' })
  if (!imported.ok) return { ok: false, issues: imported.issues.map(issue => ({ ...issue, file })) }
  try {
    await rename(file, asideOf(file, records.now()))
  } catch (thrown) {
    // Another process has done it.
    if (codeOf(thrown) !== 'ENOENT') throw thrown
  }
  return { ok: true, value: true }
}
