import { type Node, parseTree } from 'jsonc-parser'
import { pathOf } from './pointer.ts'

/** 1-based; the column in UTF-16 units, as editors count. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

const lineStartsIn = (text: string): readonly number[] => [
  0,
  ...[...text.matchAll(/\r\n|\n|\r/g)].map(end => end.index + end[0].length),
]

const placeIn = (lineStarts: readonly number[], offset: number): TextPlace => {
  const line = lineStarts.findLastIndex(start => start <= offset)
  return { line: line + 1, column: offset - lineStarts[line]! + 1 }
}

/** The line and column of a place in a text, given in UTF-16 units from its beginning. */
export const placeOfOffset = (text: string, offset: number): TextPlace => placeIn(lineStartsIn(text), offset)

/**
 * Finds values in a JSON text by their pointers: where the value begins, or the nearest value around it if it is
 * absent. The text is parsed once, when the first is looked for.
 */
export const placesIn = (text: string): ((pointer: string) => TextPlace) => {
  let root: Node | undefined
  let lineStarts: readonly number[] | undefined
  return pointer => {
    root ??= parseTree(text)
    lineStarts ??= lineStartsIn(text)
    let node = root
    for (const key of pathOf(pointer)) {
      const child: Node | undefined = node && memberOf(node, key)
      if (child === undefined) break
      node = child
    }
    return placeIn(lineStarts, node?.offset ?? 0)
  }
}

const memberOf = ({ type, children = [] }: Node, key: string): Node | undefined => {
  if (type === 'array') return /^\d+$/.test(key) ? children[Number(key)] : undefined
  return children.find(property => property.children?.[0]?.value === key)?.children?.[1]
}
