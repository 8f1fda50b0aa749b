import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Surroundings } from '../records.ts'

/** Clock and chance of this process. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  random: randomBytes,
  elapsed: () => performance.now(),
  newId: () => v7(),
}
