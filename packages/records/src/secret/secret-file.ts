import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import { accepted, refusal } from '../checked.ts'
import type { Random } from '../random.ts'
import { newRootSecretText, type RootSecret, rootSecretOf } from './root-secret.ts'

/** Where the root secret of a deployment is. */
export interface RootSecretPlace {
  /** Its text, as the environment has it; where it is there, no file is read. */
  readonly value?: string | undefined
  /** The path of the file that holds it; made, once, where there is none. */
  readonly file: string
}

/**
 * The root secret of a deployment. Where there is none yet, a file is made that only its owner can read. It is there whole or
 * not at all, and of several that start at once all get the one that was there first. Issues where the text is no secret, or
 * the file can neither be read nor made.
 */
export const readRootSecret = async (
  { value, file }: RootSecretPlace,
  random: Random,
): Promise<Checked<RootSecret>> => {
  if (value !== undefined) return rootSecretOf(value)
  try {
    const text = (await textOf(file)) ?? (await made(file, random))
    const secret = rootSecretOf(text)
    return secret.ok ? secret : { ok: false, issues: secret.issues.map(issue => ({ ...issue, file })) }
  } catch {
    const message =
      'The file of the root secret could neither be read nor made. Its folder has to be one you may write to.'
    return refusal('unreadable', '', message, file)
  }
}

/**
 * The root secret of a deployment if it is at hand: nothing is made. Undefined where there is none, or where its file may not
 * be read by whoever asks. Issues where its text is no secret.
 */
export const rootSecretAtHand = async ({ value, file }: RootSecretPlace): Promise<Checked<RootSecret | undefined>> => {
  const text = value ?? (await textOf(file).catch(() => undefined))
  if (text === undefined) return accepted(undefined)
  const secret = rootSecretOf(text)
  if (secret.ok || value !== undefined) return secret
  return { ok: false, issues: secret.issues.map(issue => ({ ...issue, file })) }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

const textOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Written beside and linked into place: a link never replaces what is there, and never shows half a file. */
const made = async (file: string, random: Random): Promise<string> => {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true })
  const beside = `${file}.${Buffer.from(random(8)).toString('hex')}.new`
  try {
    await writeDurably(beside, `${newRootSecretText(random)}\n`)
    await link(beside, file).catch(error => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  } finally {
    await unlink(beside).catch(() => undefined)
  }
  await syncFolder(folder)
  return readFile(file, 'utf8')
}

const writeDurably = async (path: string, text: string): Promise<void> => {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Without this the name of a new file may be lost with the power, and with it every key. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** So that names that were given to files of a folder outlast a power cut. */
export const syncFolderOf = (file: string): Promise<void> => syncFolder(dirname(file))
