import { createHash } from 'node:crypto'

/** As in kernel/sha256.ts, by Node's own implementation, which is many times faster; a test holds the two to the same digits. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
