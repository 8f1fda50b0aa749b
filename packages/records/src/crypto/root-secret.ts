import { createSecretKey, type KeyObject } from 'node:crypto'
import { access, constants, link, mkdir, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Checked } from '@virtual-school/rules'
import { accepted, errorCode } from '@virtual-school/rules/internal'
import { faultCode, faultWords } from '../faults/fault-words.ts'
import { refusal } from '../model/checked.ts'
import type { Random } from './seal.ts'

/** What every other key of a deployment comes from. It tells nothing of itself when it is printed. */
export type RootSecret = KeyObject & { readonly isRootSecret?: never }

const bytesCount = 32
const form = /^[A-Za-z0-9+/]{43}=$/
const expected = `A root secret is ${bytesCount} random bytes in base64, 44 characters long.`

/** A root secret of its text, white space around it aside. Refused if it is no base64 of 32 bytes, or of one byte repeated. */
export const parseRootSecret = (text: string): Checked<RootSecret> => {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, 'base64')
  if (!form.test(trimmed) || bytes.toString('base64') !== trimmed) return refusal('malformed', '', expected)
  if (bytes.every(byte => byte === bytes[0]))
    return refusal('malformed', '', `${expected} This one repeats one byte: it is a placeholder, not a secret.`)
  return accepted(createSecretKey(bytes))
}

/** The text of a new one. */
export const drawRootSecret = (random: Random): string => Buffer.from(random(bytesCount)).toString('base64')

/** Where the root secret of a deployment is. */
export interface RootSecretPlace {
  /** Its text, as the environment has it; if it is there, no file is read. */
  readonly value?: string | undefined
  /** The path of the file that holds it; made, once, if there is none. */
  readonly file: string
}

/**
 * The root secret of a deployment, undefined if there is none yet. Issues if the text is no secret, or the file cannot
 * be read, or others than its owner may read it.
 */
export const readRootSecret = async ({ value, file }: RootSecretPlace): Promise<Checked<RootSecret | undefined>> => {
  if (value !== undefined) return parseRootSecret(value)
  const text = await readSecretFile(file).catch((error: unknown) => refuseUnusable(file, error))
  if (typeof text !== 'string') return text ?? accepted(undefined)
  const secret = parseRootSecret(text)
  return secret.ok ? secret : { ok: false, issues: secret.issues.map(issue => ({ ...issue, file })) }
}

/**
 * As `readRootSecret`; if there is none yet, a file is made that only its owner can read, if `mayBeMade`. It is there whole
 * or not at all, and of several that start at once all get the one that was there first.
 */
export const readOrMakeRootSecret = async (
  place: RootSecretPlace,
  random: Random,
  { mayBeMade = true } = {},
): Promise<Checked<RootSecret>> => {
  const held = await readRootSecret(place)
  if (!held.ok) return held
  if (held.value !== undefined) return accepted(held.value)
  if (!mayBeMade) return rootSecretMissing(place)
  const failed = await makeSecretFile(place.file, random).catch((error: unknown) => refuseUnusable(place.file, error))
  if (failed !== undefined) return failed
  const made = await readRootSecret(place)
  return made.ok && made.value === undefined ? rootSecretMissing(place) : (made as Checked<RootSecret>)
}

/**
 * The root secret of a deployment if it can be read: nothing is made. Undefined if there is none, or if its file may not
 * be read by this process. Issues if its text is no secret.
 */
export const readRootSecretIfAllowed = async (place: RootSecretPlace): Promise<Checked<RootSecret | undefined>> => {
  const isReadable = place.value !== undefined || (await access(place.file, constants.R_OK).then(yes, no))
  return isReadable ? readRootSecret(place) : accepted(undefined)
}

const yes = () => true
const no = () => false

const gone =
  'There are records, and the file of their root secret is not there: without it nothing kept can be read or proved. Put it back, or name it with RECORDS_SECRET_FILE. No new one is made.'

/** There are records, and no secret. */
export const rootSecretMissing = ({ file }: RootSecretPlace): Checked<never> => refusal('unreadable', '', gone, file)

const refuseUnusable = (file: string, error: unknown): Checked<never> => {
  const { what, todo } = faultWords(error) ?? { what: 'it could not be used', todo: '' }
  const message = `The file of the root secret could neither be read nor made: ${what} (${faultCode(error) ?? 'no code'}). ${todo}`
  return refusal('unreadable', '', message.trimEnd(), file)
}

/** Windows has no such modes. */
const hasModes = process.platform !== 'win32'
const ofOthers = 0o077
const mostBytes = 1_024

const quotePath = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`

const refuseTooOpen = (file: string, mode: number): Checked<never> => {
  const is = (mode & 0o777).toString(8).padStart(4, '0')
  const message = `Others than its owner may read or write the file of the root secret (mode ${is}), and so could read every record. Run: chmod 600 ${quotePath(file)}`
  return refusal('not-allowed-here', '', message, file)
}

/** The text of the file, or why it is not to be used; undefined if there is none. */
const readSecretFile = async (file: string): Promise<string | Checked<never> | undefined> => {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (handle === undefined) return undefined
  try {
    const { mode, size } = await handle.stat()
    if (hasModes && (mode & ofOthers) !== 0) return refuseTooOpen(file, mode)
    // Longer than any secret: another file was named, which need not be read.
    return size > mostBytes ? '' : await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** Written beside and linked into place: a link never replaces what is there, and never shows half a file. */
const makeSecretFile = async (file: string, random: Random): Promise<undefined> => {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const beside = `${file}.${Buffer.from(random(8)).toString('hex')}.new`
  try {
    await writeDurably(beside, `${drawRootSecret(random)}\n`)
    await link(beside, file).catch(error => {
      if (errorCode(error) !== 'EEXIST') throw error
    })
  } finally {
    await unlink(beside).catch(() => undefined)
  }
  await syncFolder(folder)
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
export const syncParentFolder = (file: string): Promise<void> => syncFolder(dirname(file))
