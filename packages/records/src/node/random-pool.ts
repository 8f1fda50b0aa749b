import type { Random } from '../random.ts'

const poolBytes = 16_384

/** Draws bytes by the thousand and hands each out once: asking the system for a few costs as much as for many. */
export const pooledRandom = (draw: Random): Random => {
  let pool = new Uint8Array(0)
  let used = 0
  return count => {
    if (count > poolBytes / 4) return draw(count)
    if (used + count > pool.length) {
      pool = new Uint8Array(draw(poolBytes))
      used = 0
    }
    const drawn = pool.slice(used, used + count)
    // What was handed out may be a key.
    pool.fill(0, used, used + count)
    used += count
    return drawn
  }
}
