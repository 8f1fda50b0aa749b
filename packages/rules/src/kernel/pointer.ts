/** The name of a member, or the position in a list. */
export type PathSegment = string | number

/** The JSON Pointer (RFC 6901) of a path: `~` and `/` are escaped; the whole document is the empty pointer. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map(segment => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The segments of a JSON Pointer. */
export const pathOf = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
