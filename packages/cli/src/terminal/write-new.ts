import { randomUUID } from 'node:crypto'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file whole or not at all, and only if nothing has its name yet (else rejects with `EEXIST`). Folders are made. */
export const writeNew = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.part`
  try {
    await writeFile(draft, text, { flag: 'wx' })
    // A link, unlike a renaming, takes nothing’s place.
    await link(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}
