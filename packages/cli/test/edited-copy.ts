import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { fixtureRules } from './terminal.ts'

/** A copy of the fixture, in a folder, in which one text of one file is another. */
export const editedCopy =
  (folder: () => string) =>
  async (name: string, file: string, from: string, to: string): Promise<string> => {
    const copy = join(folder(), name)
    await cp(fixtureRules, copy, { recursive: true })
    const text = await readFile(join(copy, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(copy, file), text.replace(from, to))
    return copy
  }
