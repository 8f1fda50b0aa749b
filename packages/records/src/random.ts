/** So many bytes by chance, as `randomBytes` of `node:crypto` gives them. Nothing here draws any by itself. */
export type Random = (bytesCount: number) => Uint8Array

/** `count` pieces of `bytes` each, drawn at once: the operating system takes as long for a few bytes as for many. */
export const drawnAtOnce = (random: Random, count: number, bytes: number): readonly Uint8Array[] => {
  const drawn = count === 0 ? new Uint8Array(0) : random(count * bytes)
  return Array.from({ length: count }, (_, n) => drawn.subarray(n * bytes, (n + 1) * bytes))
}
