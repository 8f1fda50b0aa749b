import { apartTokensCount, endsSentence, type Line, looksLikeHeading, type Mark, readLines } from './lines.ts'

/** A heading, a paragraph or an item of a list, with what it stands under. */
export interface Block {
  readonly from: number
  readonly to: number
  readonly body: string
  readonly kind: 'heading' | 'item' | 'text'
  readonly heading: Block | undefined
  /** Of an item: the words before its list that it goes on from, or the item that it is below. */
  readonly stem: Block | undefined
}

/** The blocks of a text, in its order. Every word of the text is in one. */
export const readBlocks = (text: string): readonly Block[] => {
  const paragraphs = joinLines(readLines(text))
  const blocks: Block[] = []
  let heading: Block | undefined
  let list: readonly Level[] = []
  for (const [i, paragraph] of paragraphs.entries()) {
    const { from, to } = paragraph
    const body = text.slice(from, to)
    if (isHeading(paragraphs, i)) {
      heading = { from, to, body, kind: 'heading', heading: undefined, stem: undefined }
      blocks.push(heading)
      list = []
    } else if (paragraph.mark === undefined || !listMarks.has(paragraph.mark.kind)) {
      blocks.push({ from, to, body, kind: 'text', heading, stem: undefined })
      list = []
    } else {
      const above = list.length > 0 ? levelsAbove(list, paragraph) : []
      const stem = list.length > 0 ? stemBelow(list, above) : stemIn(blocks.at(-1))
      const block: Block = { from, to, body, kind: 'item', heading, stem }
      blocks.push(block)
      list = [
        ...above,
        { block, indent: paragraph.indent, style: paragraph.mark.style, isBullet: paragraph.mark.kind === 'bullet' },
      ]
    }
  }
  return blocks
}

const listMarks: ReadonlySet<Mark['kind']> = new Set(['bullet', 'number', 'letter'])

/** One level of the lists that are open: its last item. */
interface Level {
  readonly block: Block
  readonly indent: number
  readonly style: string
  readonly isBullet: boolean
}

/** The levels that an item is below: a list of its own style and indent goes on; another style, or further in, begins below. */
const levelsAbove = (list: readonly Level[], { indent, mark }: Line): readonly Level[] => {
  const same = list.findIndex(one => one.style === mark!.style && one.indent === indent)
  if (same >= 0) return list.slice(0, same)
  const around = list.findLastIndex(one => one.indent < indent)
  const last = list.at(-1)!
  // Not set in: bullets below a number are its own, a number after bullets begins anew.
  return last.indent === indent && mark!.kind === 'bullet' && !last.isBullet ? list : list.slice(0, around + 1)
}

/** Of an item in lists that are open: that of its neighbours if it goes on, else the item above it. */
const stemBelow = (list: readonly Level[], above: readonly Level[]): Block | undefined =>
  above.length > 0 ? above.at(-1)!.block : list[0]!.block.stem

/** The words before a list that its items go on from: a paragraph that does not end as a sentence. */
const stemIn = (before: Block | undefined): Block | undefined =>
  before?.kind === 'text' && !endsSentence(before.body) ? before : undefined

const isHeading = (lines: readonly Line[], i: number): boolean => {
  if (lines[i]!.mark?.kind === 'hash') return true
  // Of several in a row the first is a heading, and the last if text follows; those between are a list of links, or a date.
  if (standsApart(lines, i))
    return !(standsApart(lines, i - 1) && (standsApart(lines, i + 1) || standsOver(lines, i + 1)))
  return standsOver(lines, i)
}

/** Whether a line could be a heading right above a text. */
const standsOver = (lines: readonly Line[], i: number): boolean => {
  const [before, line, next] = [lines[i - 1], lines[i], lines[i + 1]]
  if (line === undefined || next === undefined || line.mark !== undefined || !looksLikeHeading(line)) return false
  if (next.hasGap || next.mark !== undefined || looksLikeHeading(next)) return false
  return line.hasGap || before?.mark !== undefined || endsSentence(before!.body)
}

/** Whether a line could be a heading with nothing right above or below it; a numbered one, if it is none of several. */
const standsApart = (lines: readonly Line[], i: number): boolean => {
  const [line, next] = [lines[i], lines[i + 1]]
  if (line === undefined || next === undefined || !line.hasGap || !next.hasGap) return false
  if (!looksLikeHeading(line, apartTokensCount)) return false
  const isNumbered = line.mark?.kind === 'number' || line.mark?.kind === 'paragraph'
  return line.mark === undefined || (isNumbered && next.mark?.style !== line.mark.style)
}

/** Lines that are broken only because they were full, or that go on an item further in, make one. */
const joinLines = (lines: readonly Line[]): readonly Line[] => {
  const width = Math.max(0, ...lines.map(one => one.length))
  const isWrapped = width >= 40 && width <= 120
  const joined: Line[] = []
  let last: Line | undefined
  for (const line of lines) {
    const open = joined.at(-1)
    if (
      open !== undefined &&
      last !== undefined &&
      goesOn(open, last, line, isWrapped ? width : Number.POSITIVE_INFINITY)
    )
      joined[joined.length - 1] = { ...open, to: line.to, body: `${open.body} ${line.body}` }
    else joined.push(line)
    last = line
  }
  return joined
}

const goesOn = (open: Line, last: Line, next: Line, width: number): boolean => {
  if (next.hasGap || next.mark !== undefined || last.mark?.kind === 'hash') return false
  if (open.mark !== undefined && next.indent > open.indent) return true
  const [word = ''] = next.body.split(/\s/u)
  const isFull = last.length >= 40 && last.length + 1 + word.length > width
  return isFull && !(endsSentence(last.body) && looksLikeHeading(next))
}
