import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Surroundings } from '../records.ts'
import { pooledRandom } from './random-pool.ts'

const random = pooledRandom(randomBytes)

/** Clock and chance of this process. */
export const surroundings: Surroundings = {
  now: () => new Date(),
  random,
  elapsed: () => performance.now(),
  newId: () => v7({ random: random(16) }),
}
