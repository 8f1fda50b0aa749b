import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Checked } from '@virtual-school/rules'
import { accepted, refusal } from '../checked.ts'
import type { Random } from '../random.ts'

/** What every other key of a deployment comes from. It tells nothing of itself when it is printed. */
export type RootSecret = KeyObject & { readonly isRootSecret?: never }

const bytesCount = 32
const form = /^[A-Za-z0-9+/]{43}=$/
const expected = `A root secret is ${bytesCount} random bytes in base64, 44 characters long.`

/** A root secret of its text, white space around it aside. Refused where it is no base64 of 32 bytes, or of one byte repeated. */
export const rootSecretOf = (text: string): Checked<RootSecret> => {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, 'base64')
  if (!form.test(trimmed) || bytes.toString('base64') !== trimmed) return refusal('malformed', '', expected)
  if (bytes.every(byte => byte === bytes[0]))
    return refusal('malformed', '', `${expected} This one repeats one byte: it is a placeholder, not a secret.`)
  return accepted(createSecretKey(bytes))
}

/** The text of a new one. */
export const newRootSecretText = (random: Random): string => Buffer.from(random(bytesCount)).toString('base64')
