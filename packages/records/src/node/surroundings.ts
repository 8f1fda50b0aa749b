import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Surroundings } from '../records.ts'

/** The clock of this process, and random bytes of the operating system. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  random: randomBytes,
  elapsed: () => performance.now(),
  newId: () => v7({ random: randomBytes(16) }),
}
