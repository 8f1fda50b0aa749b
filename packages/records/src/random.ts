/** So many bytes by chance, as `randomBytes` of `node:crypto` gives them. Nothing here draws any by itself. */
export type Random = (bytesCount: number) => Uint8Array
