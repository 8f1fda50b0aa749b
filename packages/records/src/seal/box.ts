import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import type { Random } from '../random.ts'

/** AES-256-GCM in one form: a version byte, a nonce of 96 bits drawn for each box, the ciphertext, a tag of 128 bits. */
const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes
export const boxOverheadBytes = headBytes + tagBytes

/** Closes a box over `content`. It opens with the same key and the same `about` alone, which is not in it. */
export const closeBox = (key: KeyObject, content: Uint8Array, about: string, random: Random): Buffer => {
  const box = Buffer.allocUnsafe(boxOverheadBytes + content.length)
  box[0] = version
  const nonce = random(nonceBytes)
  // The memory of the box is not empty: what is missing would be taken from it.
  if (nonce.length !== nonceBytes) throw new Error(`A nonce has ${nonceBytes} bytes`)
  box.set(nonce, 1)
  const cipher = createCipheriv('aes-256-gcm', key, box.subarray(1, headBytes), { authTagLength: tagBytes })
  cipher.setAAD(aadOf(about))
  box.set(cipher.update(content), headBytes)
  cipher.final()
  box.set(cipher.getAuthTag(), headBytes + content.length)
  return box
}

/** What is in a box; undefined where the key or `about` is another, or any bit of the box was changed. */
export const openBox = (key: KeyObject, box: Uint8Array, about: string): Buffer | undefined => {
  if (box.length < boxOverheadBytes || box[0] !== version) return undefined
  const end = box.length - tagBytes
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(1, headBytes), { authTagLength: tagBytes })
    decipher.setAAD(aadOf(about))
    decipher.setAuthTag(box.subarray(end))
    const content = decipher.update(box.subarray(headBytes, end))
    decipher.final()
    return content
  } catch {
    return undefined
  }
}

const aadOf = (about: string): Buffer => Buffer.from(`${version}\n${about}`, 'utf8')
