import type { DayForm } from '../days.ts'
import type { Cell } from '../table.ts'
import { textOf } from './csv.ts'

/** The first line of an XML file. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n'

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** A text as it may stand in XML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, sign => signs[sign]!)

/** Writes elements; `day`: how days stand in them. */
export const createElements = (day: DayForm) => {
  /** Elements in another. */
  const group = (name: string, parts: readonly string[]): string => `<${name}>${parts.join('')}</${name}>`
  /** An element with a text; an empty one if there is none. */
  const leaf = (name: string, cell: Cell): string => {
    const text = textOf(cell, day)
    return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`
  }
  /** The same, and nothing at all if there is no text. */
  const given = (name: string, cell: Cell | undefined): string =>
    cell === undefined || cell === '' ? '' : leaf(name, cell)
  return { group, leaf, given }
}
