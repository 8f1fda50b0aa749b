import { areEqual, type Bytes, fromBase64, hex, joined, sha256, utf8 } from './bytes.ts'

/** What a checkpoint says: whose log, how many records, and the root over them. */
export interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Bytes
}

interface Key {
  readonly name: string
  readonly id: Bytes
  /** 32 bytes, Ed25519. */
  readonly bytes: Bytes
}

/** C2SP signed-note: `name+id+key`; the key begins with a byte 1, and the id is the beginning of a hash over name and key. */
const keyOf = async (text: string): Promise<Key | undefined> => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const blob = fromBase64(encoded)
  if (blob?.length !== 33 || blob[0] !== 1) return undefined
  const hash = (await sha256(joined(utf8(`${name}\n`), blob))).slice(0, 4)
  return hex(hash) === id ? { name, id: hash, bytes: blob.slice(1) } : undefined
}

/** The head of a checkpoint as the log itself writes it: three lines, an empty one, and the log’s own signature. */
export const headOf = (note: string): (Head & { readonly text: string; readonly signature: string }) | undefined => {
  const [, text = '', origin = '', size = '', encoded = '', signature = ''] =
    /^((.+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n)\n(— \S+ [A-Za-z0-9+/=]+)\n$/.exec(note) ?? []
  const root = fromBase64(encoded)
  return root?.length === 32 && Number.isSafeInteger(Number(size))
    ? { origin, size: Number(size), root, text, signature }
    : undefined
}

export type Signed = 'signed' | 'not-signed' | 'cannot-tell'

/**
 * Whether a key of the log signed a checkpoint. `verifierKeys`: a line each, since a key may have been replaced. `cannot-tell`: this
 * browser has no Ed25519.
 */
export const isSigned = async (note: string, verifierKeys: string): Promise<Signed> => {
  const head = headOf(note)
  const [, name = '', encoded = ''] = head?.signature.split(' ') ?? []
  const blob = fromBase64(encoded)
  if (head === undefined || blob === undefined || head.origin !== name) return 'not-signed'
  const keys = await Promise.all(verifierKeys.split('\n').map(keyOf))
  const key = keys.find(one => one?.name === name && areEqual(blob.slice(0, 4), one.id))
  if (key === undefined) return 'not-signed'
  const publicKey = await crypto.subtle.importKey('raw', key.bytes, 'Ed25519', false, ['verify']).catch(() => undefined)
  if (publicKey === undefined) return 'cannot-tell'
  return (await crypto.subtle.verify('Ed25519', publicKey, blob.slice(4), utf8(head.text))) ? 'signed' : 'not-signed'
}
