import { apartFromTag, withTag } from './payload.ts'

/** What a record says that holds again what another held: the other’s first ciphertext, and its text as it was. */
export interface Resealed {
  /** SHA-256 of what was sealed first, as the envelope of the other record has it. */
  readonly of: string
  readonly text: string
}

/** As text, with the tag that binds a decision to its reference; see `tagOf`. */
export const resealedPayload = ({ of, text }: Resealed, tag: string | undefined): string =>
  withTag(JSON.stringify({ of, text }), tag)

/** What such a text says; undefined: it is none. */
export const resealedIn = (sealed: string): (Resealed & { readonly tag: string | undefined }) | undefined => {
  const { text, tag } = apartFromTag(sealed)
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Resealed, unknown>>
    return typeof value?.of === 'string' && typeof value.text === 'string'
      ? { of: value.of, text: value.text, tag }
      : undefined
  } catch {
    return undefined
  }
}
