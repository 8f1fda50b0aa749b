import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { issueOf } from '../../rules/writable.ts'
import { type FileText, writeOver } from '../../terminal/write-over.ts'

/** A copy of a text that is to be kept. */
export interface Copy {
  readonly file: string
  readonly bytes: Uint8Array
  /** The name of the file that it is a copy of. */
  readonly of: string
}

/**
 * Writes a copy and `sources.json`. A folder that is made for copies gets a `.gitignore` that keeps all of it out of git; true
 * if it was made. Another copy of that name is never written over.
 */
export const keepCopy = async ({ file, bytes }: Copy, sources: FileText): Promise<Checked<boolean>> => {
  const held = await readFile(file).catch(() => undefined)
  if (held !== undefined && !held.equals(bytes))
    return refused([
      issueOf(
        'duplicate-name',
        'There is another copy of this day already. Take it away first if it was kept by mistake.',
        file,
      ),
    ])
  const folder = dirname(file)
  const isNew = !existsSync(folder)
  const files = [
    ...(isNew ? [{ file: join(folder, '.gitignore'), text: '*\n' }] : []),
    ...(held === undefined ? [{ file, text: bytes }] : []),
    sources,
  ]
  try {
    await writeOver(files)
  } catch {
    return refused([issueOf('unreadable', `The copy, or ${sources.file}, could not be written.`, file)])
  }
  return accepted(isNew)
}

/** What was kept, and whose it is. */
export const sayWhatIsKept = ({ file, of }: Copy, isNewFolder: boolean): readonly string[] => [
  `${file}: a copy of ${of}. It is yours: it is not published with the rules${isNewFolder ? ', and a .gitignore in its folder keeps it out of git' : '; keep its folder out of git'}.`,
]
