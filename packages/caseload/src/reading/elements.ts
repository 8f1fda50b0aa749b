import { SaxesParser } from 'saxes'
import { fileFault, longestRow } from './table-taker.ts'

/** What is told of a text of XML while it is read. Names come without their prefix. */
export interface ElementTaker {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, line: number) => void
  /** `text`: what stands in the element after the last one inside it, without blanks around it. */
  readonly close: (name: string, text: string) => void
}

/** How deep elements may lie in one another: deeper than in any return. */
const deepest = 100

const step = 16 * 1_024

/**
 * Reads XML piece by piece. What a document type declares is not read, so no entity grows. Rejects with the fault of a text that
 * is not well-formed, or has a tag or a text longer than a row may be.
 */
export const readElements = async (texts: AsyncIterable<string>, taker: ElementTaker): Promise<void> => {
  const parser = new SaxesParser({ position: true })
  // Since the last tag: how much was read, and what of it is text.
  let [quiet, depth, text] = [0, 0, '']
  const fail = (code: 'malformed' | 'too-large' | 'too-deep', message: string) => {
    throw fileFault(code, message, parser.line)
  }
  parser.on('error', error => fail('malformed', `The file is not well-formed XML: ${whyNot(error.message)}.`))
  parser.on('opentag', ({ name, attributes }) => {
    ;[quiet, text] = [0, '']
    depth += 1
    if (depth > deepest) fail('too-deep', 'Elements lie deeper in one another than in any return.')
    // Namespaces are not looked up, so attributes are texts.
    taker.open(localName(name), attributes as Readonly<Record<string, string>>, parser.line)
  })
  const hear = (piece: string) => {
    text += piece
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', ({ name }) => {
    depth -= 1
    taker.close(localName(name), text.trim())
    ;[quiet, text] = [0, '']
  })
  for await (const piece of texts)
    for (let at = 0; at < piece.length; at += step) {
      const part = piece.slice(at, at + step)
      quiet += part.length
      if (quiet > longestRow)
        fail('too-large', `A text or a tag is longer than ${longestRow.toLocaleString('en-GB')} characters.`)
      parser.write(part)
    }
  parser.close()
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** What a person can do something with, of what the parser says; it would quote what stands there. */
const whyNot = (message: string): string => {
  if (/entity/i.test(message)) return 'it has an entity that XML does not know by itself'
  return /unclosed|unexpected end|unexpected close|unmatched/i.test(message)
    ? 'an element does not close, or another one does'
    : 'it breaks off, or has a sign that may not stand there'
}
