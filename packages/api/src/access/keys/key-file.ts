import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Checked, type Issue, readJson } from '@virtual-school/rules'
import { type KeyRecord, keysDocument } from './key-record.ts'

export const keyFileIn = (dataDirectory: string): string => join(dataDirectory, 'keys.json')

const fileLimits = { bytes: 8 * 1024 * 1024, depthLevels: 5, keysCount: 100_000 }

/** The keys in the text of a keys file, or what is wrong with it. */
const keysInText = (text: string, file: string): Checked<readonly KeyRecord[]> => {
  const json = readJson(text, fileLimits)
  if (!json.ok) return { ok: false, issues: json.issues.map(issue => ({ ...issue, file })) }
  const read = keysDocument.safeParse(json.value)
  if (read.success) return { ok: true, value: read.data.keys }
  return {
    ok: false,
    issues: read.error.issues.map(({ path, message }) => ({
      code: 'malformed',
      pointer: path.map(part => `/${String(part)}`).join(''),
      message: `The file of keys cannot be used. ${message}`,
      file,
    })),
  }
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'

const unreadable = (file: string, thrown: unknown): Issue => ({
  code: 'unreadable',
  pointer: '',
  message: `The file of keys could not be read (${codeOf(thrown)}).`,
  file,
})

/** The keys that a file holds; undefined where there is no such file. */
export const readKeyFile = (file: string): Checked<readonly KeyRecord[] | undefined> => {
  try {
    return keysInText(readFileSync(file, 'utf8'), file)
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT'
      ? { ok: true, value: undefined }
      : { ok: false, issues: [unreadable(file, thrown)] }
  }
}
