import { readFile, writeFile } from 'node:fs/promises'

/** Leaves a file alone that has these bytes already: somebody may be reading it. @param {string} file @param {string | Uint8Array} content */
export const writeChanged = async (file, content) => {
  const bytes = Buffer.from(content)
  const there = await readFile(file).catch(() => undefined)
  if (there === undefined || !there.equals(bytes)) await writeFile(file, bytes)
}
