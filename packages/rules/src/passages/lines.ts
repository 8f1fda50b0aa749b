import { sentenceEnds } from './full-stops.ts'

/** A line of a document that has words, and what its form says of it. */
export interface Line {
  /** Where what it says begins and ends in the text, a bullet and white space left out. */
  readonly from: number
  readonly to: number
  readonly body: string
  /** How far it is set in. */
  readonly indent: number
  /** How long it is, from its first column. */
  readonly length: number
  /** A line without words stands before it, or nothing. */
  readonly hasGap: boolean
  readonly mark: Mark | undefined
}

/** What opens a line: a bullet, or a number or letter, which are words of the line. Lines of one list have the same style. */
export interface Mark {
  readonly kind: 'bullet' | 'paragraph' | 'number' | 'letter' | 'hash'
  readonly style: string
}

const bullet = /^(?:[-–—+*•·▪▫◦‣⁃●○■□➢➤✓✔\uF0B7\uF0A7]|o(?=\t))(?=[\s\u200B]|$)/u
/** As “2.69”: it numbers a text, not a list. */
const paragraph = /^[‘“"']?\d{1,3}(?:\.\d{1,3})+\.?(?=\s+[“‘"'(]*\p{Lu})/u
const number = /^[‘“"']?(?:\(\d{1,3}\)|\d{1,3}[.)])(?=\s)/u
const letter = /^(?:\((?:[a-zA-Z]{1,2}|[ivx]{1,5})\)|(?:[a-zA-Z]|[ivx]{1,5})\)|[a-z]\.(?=\s+\p{Lu}))(?=\s)/u
const hash = /^#{1,6}(?=\s)/u

const forms = [
  ['bullet', bullet],
  ['hash', hash],
  ['paragraph', paragraph],
  ['number', number],
  ['letter', letter],
] as const

const readMark = (body: string): Mark | undefined => {
  for (const [kind, form] of forms) {
    const [found] = form.exec(body) ?? []
    if (found !== undefined) return { kind, style: found.replaceAll(/\d+|[a-zA-Z]+/g, 'x') }
  }
  return undefined
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}_]/u.test(text)

/** The lines of a text that have words. A bullet that stands on a line of its own belongs to the next that has. */
export const readLines = (text: string): readonly Line[] => {
  const found: Line[] = []
  let hasGap = true
  let alone: { readonly mark: Mark; readonly indent: number } | undefined
  for (const { 0: whole, index } of text.matchAll(/[^\n\r\f\u2028\u2029]+|\r\n|[\n\r\f\u2028\u2029]/gu)) {
    if (/^[\n\r\f\u2028\u2029]/u.test(whole)) {
      // Two line breaks together have an empty line between them.
      if (/[\n\r\f\u2028\u2029]$/u.test(text.slice(0, index))) hasGap = true
      continue
    }
    const indent = whole.search(/[^\s\u200B\uFEFF]/u)
    const marked = indent < 0 ? undefined : readMark(whole.slice(indent))
    if (!hasWords(whole.replace(/^\s*o\t/u, ''))) {
      if (marked?.kind === 'bullet' && whole.trim().length === 1) alone = { mark: marked, indent }
      else hasGap = true
      continue
    }
    const mark = marked ?? alone?.mark
    const skipped =
      marked?.kind === 'bullet' || marked?.kind === 'hash' ? /^\S+\s*/u.exec(whole.slice(indent))![0].length : 0
    const from = index + indent + skipped
    const body = text.slice(from, index + whole.length).trimEnd()
    const set = marked === undefined && alone !== undefined ? alone.indent : indent
    found.push({
      from,
      to: from + body.length,
      body,
      indent: set,
      length: indent + skipped + body.length,
      hasGap,
      mark,
    })
    hasGap = false
    alone = undefined
  }
  return found
}

/** Whether a text ends as a sentence does. */
export const endsSentence = (text: string): boolean => /[.!?…]["'”’)\]]*$/u.test(text)

const shortTokensCount = 12
/** What a heading may have that stands apart from all else. */
export const apartTokensCount = 20

/** Whether a line could be a heading by its own form: of a few words, with a capital or a number first, and no stop at its end. */
export const looksLikeHeading = ({ body }: Line, mostTokens: number = shortTokensCount): boolean => {
  if (body.split(/\s+/u).length > mostTokens) return false
  if (!/^[“‘"'([*_]*[\p{Lu}\p{N}]/u.test(body) || /[.,:;…]["'”’)\]*_]*$/u.test(body)) return false
  if (/@|https?:|www\./.test(body) || sentenceEnds(body).length > 0) return false
  const letters = body.match(/\p{L}/gu)?.length ?? 0
  return letters >= 2 && letters > (body.match(/\p{N}/gu)?.length ?? 0)
}
