import { hashBytes } from './hash.ts'

const hashForm = /^[A-Za-z0-9+/]{43}=$/

export const hashToBase64 = (hash: Buffer): string => hash.toString('base64')

/** A hash of 32 bytes in RFC 4648 base64, padded. The form that an encoder would write or undefined: one hash has one text. */
export const hashFromBase64 = (text: string): Buffer | undefined => {
  if (!hashForm.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === hashBytes && bytes.toString('base64') === text ? bytes : undefined
}
