import { readFile } from 'node:fs/promises'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'

/** The text of a file named on the command line. */
export const readText = async (path: string): Promise<Checked<string>> => {
  try {
    return accepted(await readFile(path, 'utf8'))
  } catch {
    const message = 'The file could not be read. Check its name.'
    return refused([{ code: 'unreadable', pointer: '', message, file: path }])
  }
}
