import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file and what it is to say. */
export interface FileText {
  readonly file: string
  readonly text: string | Uint8Array
}

/**
 * Writes files in the place of what they say now, each whole or not at all: all of them are on disk beside their places before
 * the first is put there. Folders are made.
 */
export const writeOver = async (files: readonly FileText[]): Promise<void> => {
  const drafts = files.map(({ file }) => `${file}.${randomUUID()}.part`)
  try {
    for (const [i, { file, text }] of files.entries()) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(drafts[i]!, text, { flag: 'wx' })
    }
    for (const [i, { file }] of files.entries()) await rename(drafts[i]!, file)
  } finally {
    for (const draft of drafts) await rm(draft, { force: true })
  }
}
