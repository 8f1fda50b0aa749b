import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeUtf8 } from './utf8.ts'

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(encodeUtf8(text)))
