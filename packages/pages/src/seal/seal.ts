import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What sealed texts are for. One that was sealed for one purpose cannot be used for another. */
export type SealPurpose = 'answers' | 'session' | 'sign-in' | 'form'

/** What became of a sealed text: what was in it, or why it cannot be used. */
export type Unsealed = { readonly kind: 'open'; readonly value: unknown } | { readonly kind: 'changed' | 'too-old' }

/** Seals values so that only this service can read or make them (AES-256-GCM), and opens them again. */
export interface Sealer {
  readonly seal: (purpose: SealPurpose, value: unknown) => string
  readonly unseal: (purpose: SealPurpose, text: string, oldestMilliseconds: number) => Unsealed
}

const version = 1
const [ivBytes, tagBytes] = [12, 16]
/** Sealed texts have few lengths, so that how long one is does not tell what was said. */
const stepBytes = 512
const algorithm = 'aes-256-gcm'

const pad = (json: string): string => {
  const bytes = Buffer.byteLength(json)
  return json + ' '.repeat(Math.ceil(bytes / stepBytes) * stepBytes - bytes)
}

/** Creates what seals with a secret of 32 bytes or more. `now` is in milliseconds. */
export const createSealer = (secret: Uint8Array, now: () => number): Sealer => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'virtual-school-pages', 32))
  const about = (purpose: SealPurpose) => Buffer.from(`${version} ${purpose}`)
  return {
    seal: (purpose, value) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, key, iv).setAAD(about(purpose))
      const sealed = cipher.update(pad(JSON.stringify([now(), value])))
      return Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    unseal: (purpose, text, oldestMilliseconds) => {
      const bytes = Buffer.from(text, 'base64url')
      if (bytes.length <= ivBytes + tagBytes) return { kind: 'changed' }
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes)).setAAD(about(purpose))
      decipher.setAuthTag(bytes.subarray(-tagBytes))
      try {
        const json = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
        const [sealedAt, value] = JSON.parse(json.toString()) as [number, unknown]
        return now() - sealedAt > oldestMilliseconds ? { kind: 'too-old' } : { kind: 'open', value }
      } catch {
        return { kind: 'changed' }
      }
    },
  }
}
