import { LRUCache } from 'lru-cache'
import type { Reply } from '../http/reply.ts'

/** One request that bears a key. */
export interface KeyedRequest {
  readonly caller: string
  readonly key: string
  /** Tells bodies apart without holding them. */
  readonly fingerprint: string
}

/** What a key is found to be when a request with it arrives. */
export type Claim =
  | { readonly kind: 'begun'; readonly finish: (reply: Reply) => Promise<void>; readonly abandon: () => Promise<void> }
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-body' }

/**
 * Remembers what was answered under a key. `claim` is atomic: of many requests that come with one key at once, one has
 * `begun`, and it alone either finishes, so that its answer is kept, or abandons, so that the key is free again.
 */
export interface IdempotencyStore {
  readonly claim: (request: KeyedRequest) => Promise<Claim>
}

/** An answer as it is kept: its text as bytes, whose size is known. */
interface Kept extends Omit<Reply, 'body'> {
  readonly fingerprint: string
  readonly bytes: Buffer
}

interface Bounds {
  /** How many answers are kept; the one longest unused goes first. */
  readonly keysCount: number
  /** How much their texts may take together. */
  readonly bytes?: number
  readonly now: () => Date
}

const dayMilliseconds = 24 * 60 * 60 * 1_000
const bytesMost = 64 * 1024 * 1024

/** Keeps answers for a day in this process, within bounds. What is in flight is bounded by the connections there are. */
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
      // A caller’s id holds no line end, so that no two pairs have the same name.
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
