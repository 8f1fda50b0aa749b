import type { Envelope } from '../envelope.ts'

/**
 * Who did it: an API key’s client, an OAuth client or `local`; if it is known, the opaque reference of the person; the id of the
 * request; and the realm of the caller, `default` if it is left out.
 */
export type By = Pick<Envelope, 'client' | 'actor' | 'correlation' | 'realm'>

/** Who reads, and how far they may see. */
export interface Reader extends By {
  /** Sees the records of every realm, not of its own alone. */
  readonly everyRealm?: boolean
}

/** What a record says of who did it, and nothing else. */
export const recordedBy = ({ client, actor, correlation, realm }: By): By => ({
  client,
  ...(actor === undefined ? {} : { actor }),
  ...(correlation === undefined ? {} : { correlation }),
  ...(realm === undefined || realm === 'default' ? {} : { realm }),
})
