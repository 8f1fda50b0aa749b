import { LRUCache } from 'lru-cache'
import type { Reply } from '../http/reply.ts'

/** One request with a key. */
export interface KeyedRequest {
  readonly caller: string
  readonly key: string
  /** A keyed hash of the request: it distinguishes bodies without holding them. */
  readonly fingerprint: string
}

/** What the store knows of a key when a request with it arrives. */
export type Claim =
  | { readonly kind: 'begun'; readonly finish: (reply: Reply) => Promise<void>; readonly abandon: () => Promise<void> }
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-body' }

/**
 * Remembers what was answered under a key. `claim` is atomic: of many requests that come with one key at the same time, one has
 * `begun`. That one either finishes, and its answer is remembered, or abandons, and the key is free again.
 */
export interface IdempotencyStore {
  readonly claim: (request: KeyedRequest) => Promise<Claim>
}

/** An answer as it is remembered: its text as bytes, whose size is known. */
interface Kept extends Omit<Reply, 'body'> {
  readonly fingerprint: string
  readonly bytes: Buffer
}

interface Bounds {
  /** How many answers are remembered; the one longest unused goes first. */
  readonly keysCount: number
  /** How much their texts may take together. */
  readonly bytes?: number
  readonly now: () => Date
}

const dayMilliseconds = 24 * 60 * 60 * 1_000
const bytesMost = 64 * 1024 * 1024

/** Creates a store that remembers answers for a day in this process, within bounds. Connections bound what is in flight. */
export const createMemoryStore = ({ keysCount, bytes = bytesMost, now }: Bounds): IdempotencyStore => {
  const inFlight = new Map<string, string>()
  const kept = new LRUCache<string, Kept>({
    max: keysCount,
    maxSize: bytes,
    sizeCalculation: one => one.bytes.length + 1,
    ttl: dayMilliseconds,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  })
  return {
    claim: async ({ caller, key, fingerprint }: KeyedRequest): Promise<Claim> => {
      // A caller’s id holds no line break, so no two pairs have the same name.
      const name = `${caller}\n${key}`
      const held = kept.get(name)
      const known = held?.fingerprint ?? inFlight.get(name)
      if (known !== undefined && known !== fingerprint) return { kind: 'other-body' }
      if (held !== undefined) return { kind: 'answered', reply: replyOf(held) }
      if (known !== undefined) return { kind: 'in-flight' }
      inFlight.set(name, fingerprint)
      return {
        kind: 'begun',
        finish: async ({ body, ...rest }) => {
          kept.set(name, { ...rest, fingerprint, bytes: Buffer.from(body) })
          inFlight.delete(name)
        },
        abandon: async () => void inFlight.delete(name),
      }
    },
  }
}

const replyOf = ({ bytes, fingerprint: _, ...rest }: Kept): Reply => ({ ...rest, body: bytes.toString() })
