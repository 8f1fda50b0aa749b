import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { drawnAtOnce } from '../random.ts'
import type { Surroundings } from '../records.ts'

const [idBytes, idsCount] = [16, 128]
const forIds: Uint8Array[] = []

/** An id is no secret, unlike a key, so the bytes of later ones may lie in memory until they are needed. */
const bytesForId = (): Uint8Array => {
  if (forIds.length === 0) forIds.push(...drawnAtOnce(randomBytes, idsCount, idBytes))
  return forIds.pop()!
}

/** The clock of this process, and random bytes of the operating system. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  random: randomBytes,
  elapsed: () => performance.now(),
  newId: () => v7({ random: bytesForId() }),
}
