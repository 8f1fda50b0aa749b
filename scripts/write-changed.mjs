import { readFile, writeFile } from 'node:fs/promises'

/** Leaves a file alone that has this text already: somebody may be reading it. @param {string} file @param {string} text */
export const writeChanged = async (file, text) => {
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeFile(file, text)
}
