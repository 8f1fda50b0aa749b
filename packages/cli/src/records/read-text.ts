import { readFile } from 'node:fs/promises'
import type { Checked } from '@virtual-school/rules'

/** The text of a file named on the command line. */
export const readText = async (path: string): Promise<Checked<string>> => {
  try {
    return { ok: true, value: await readFile(path, 'utf8') }
  } catch {
    const message = 'The file could not be read. Check its name.'
    return { ok: false, issues: [{ code: 'unreadable', pointer: '', message, file: path }] }
  }
}
