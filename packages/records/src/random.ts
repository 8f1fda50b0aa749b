/** So many bytes by chance, as `randomBytes` of `node:crypto` gives them. Nothing here draws any by itself. */
export type Random = (bytesCount: number) => Uint8Array

const pooledBytes = 16 * 1024

/** The same bytes, drawn many at a time: asking for a few costs nearly as much as asking for many. None is given twice. */
export const drawnAhead = (random: Random): Random => {
  let pool: Uint8Array = new Uint8Array()
  let used = 0
  return bytesCount => {
    if (bytesCount > pooledBytes) return random(bytesCount)
    if (used + bytesCount > pool.length) {
      pool = random(pooledBytes)
      used = 0
    }
    used += bytesCount
    return pool.subarray(used - bytesCount, used)
  }
}
