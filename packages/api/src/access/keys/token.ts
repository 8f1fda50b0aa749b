import { hash } from 'node:crypto'

export const tokenStart = 'vs_'
const idBytes = 4
const secretBytes = 32
const form = /^vs_([0-9a-f]{8})_[0-9a-f]{64}$/

/** The public part of a key as it is sent: `vs_<id>_<secret>`. */
export const idOfToken = (token: string): string | undefined => form.exec(token)?.[1]

/** What is kept of a key. Its secret has 256 bits of chance, so it needs neither salt nor a slow hash. */
export const digestOfToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/** A new key, from a source of chance that is fit for secrets. */
export const newToken = (random: (bytes: number) => Buffer): { readonly id: string; readonly token: string } => {
  const id = random(idBytes).toString('hex')
  return { id, token: `${tokenStart}${id}_${random(secretBytes).toString('hex')}` }
}
