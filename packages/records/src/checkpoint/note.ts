import { verify } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import { type Checked, malformed, refusal } from '../model/checked.ts'
import { isKeyName, type VerifierKey } from './verifier-key.ts'

/** A C2SP signed note that the key signed. */
interface Note {
  /** What was signed, up to and including its last newline. */
  readonly text: string
  /** Of any key. More than one if witnesses signed too. */
  readonly signaturesCount: number
}

interface Signature {
  readonly name: string
  readonly id: string
  readonly bytes: Buffer
}

/** As Go’s reference has it. C2SP asks for room for 16 signatures of nearly 5 kB each, in base64. */
const noteCharacters = 1_000_000
const signaturesCount = 100
const idBytes = 4
const signatureBytes = 64
// Every control character but the newline.
const notText = /[^\P{Cc}\n]|\p{Cs}/u

/** A signature line of a C2SP signed note. `id`: the key’s, in hexadecimal. */
export const renderSignatureLine = (name: string, id: string, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`

/** The text of a signed note, believed only if the key signed it. Signatures of other keys are left aside, as C2SP asks. */
export const openNote = (note: string, key: VerifierKey): Checked<Note> => {
  if (note.length > noteCharacters)
    return refusal('too-large', '', `The note is longer than ${noteCharacters} characters.`)
  if (notText.test(note))
    return malformed('The note holds a character that is not text: newlines are the only control characters.')
  // The last empty line: the text itself may hold others.
  const end = note.lastIndexOf('\n\n')
  const lines = note.slice(end + 2).split('\n')
  if (end < 1 || lines.pop() !== '' || lines.length === 0)
    return malformed(
      'This is not a signed note: expected text, an empty line, and signature lines that end in a newline.',
    )
  const signatures = lines.map(parseSignatureLine).filter(one => one !== undefined)
  if (signatures.length !== lines.length || lines.length > signaturesCount)
    return malformed('A signature line is damaged: expected “— ”, a name, a space, and base64, in at most 100 lines.')
  return checkSignatures(key, note.slice(0, end + 1), signatures)
}

/** Which of these keys a note says it is signed by; the last, if it says none of them. Whether it is signed so is not looked at. */
export const findNamedKey = (note: string, keys: readonly VerifierKey[]): VerifierKey =>
  keys.find(key => namesKey(note, key)) ?? keys.at(-1)!

/** Whether a note says that this key signed it. */
export const namesKey = (note: string, key: Pick<VerifierKey, 'name' | 'id'>): boolean =>
  note.split('\n').some(line => {
    const signature = parseSignatureLine(line)
    return signature !== undefined && isOfKey(signature, key)
  })

const isOfKey = (signature: Pick<Signature, 'name' | 'id'>, { name, id }: Pick<VerifierKey, 'name' | 'id'>): boolean =>
  signature.name === name && signature.id === id

/**
 * The id of a key of this name that a note says it is signed by, if it is none of these keys, nor one of them signed the note. Whether
 * it is signed so nobody can tell without that key.
 */
export const findUnknownSigner = (note: string, keys: readonly VerifierKey[]): string | undefined => {
  const signatures = listSignatures(note).filter(
    ({ name, bytes }) => name === keys[0]?.name && bytes.length === signatureBytes,
  )
  const text = Buffer.from(note.slice(0, note.lastIndexOf('\n\n') + 1))
  const isKnown = (one: Signature) =>
    keys.some(key => isOfKey(one, key) || verify(null, text, key.publicKey, one.bytes))
  return signatures.some(isKnown) ? undefined : signatures[0]?.id
}

/** Whose signatures a note bears, right or wrong, as `name+id`; none of what is no note. */
export const listSigners = (note: string): readonly string[] =>
  listSignatures(note).map(({ name, id }) => `${name}+${id}`)

/** The signature lines below the last empty line; those that are damaged are left aside. */
const listSignatures = (note: string): readonly Signature[] =>
  note
    .slice(note.lastIndexOf('\n\n') + 2)
    .split('\n')
    .flatMap(line => parseSignatureLine(line) ?? [])

const parseSignatureLine = (line: string): Signature | undefined => {
  const [dash, name = '', encoded = '', ...more] = line.split(' ')
  const bytes = Buffer.from(encoded, 'base64')
  const isWellFormed = dash === '—' && more.length === 0 && isKeyName(name) && bytes.toString('base64') === encoded
  if (!isWellFormed || bytes.length <= idBytes) return undefined
  return { name, id: bytes.toString('hex', 0, idBytes), bytes: bytes.subarray(idBytes) }
}

const checkSignatures = (key: VerifierKey, text: string, signatures: readonly Signature[]): Checked<Note> => {
  const own = signatures.filter(one => isOfKey(one, key))
  if (own.length === 0) return refusal('not-proved', '', `The note is not signed by the key “${key.name}+${key.id}”.`)
  const signed = Buffer.from(text)
  if (!own.every(({ bytes }) => verify(null, signed, key.publicKey, bytes))) {
    const why = 'The text was changed after signing, or another key signed it'
    return refusal('not-proved', '', `The signature by “${key.name}+${key.id}” does not fit the text. ${why}.`)
  }
  return accepted({ text, signaturesCount: signatures.length })
}
