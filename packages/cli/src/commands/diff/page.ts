import { oneLine } from '@virtual-school/rules/internal'

/** A report as headings and points, nested by depth, before it is text or Markdown. */
export interface PageLine {
  readonly kind: 'heading' | 'plain' | 'point'
  readonly depth: number
  readonly text: string
}

/** A heading over what follows. */
export const heading = (text: string): PageLine => ({ kind: 'heading', depth: 0, text })
/** A line that is no point of a list. */
export const plainLine = (text: string): PageLine => ({ kind: 'plain', depth: 0, text })
/** A point of a list, so many levels below the first. */
export const point = (depth: number, text: string): PageLine => ({ kind: 'point', depth, text })

/** The lines for a terminal, or for a comment on a pull request. */
export const renderPage = (lines: readonly PageLine[], format: 'text' | 'markdown'): string =>
  lines.map(line => (format === 'text' ? textLine(line) : markdownLine(line))).join('\n')

const textLine = ({ kind, depth, text }: PageLine): string => {
  if (kind === 'heading') return `\n${oneLine(text)}`
  return `${'  '.repeat(kind === 'plain' ? depth : depth + 1)}${oneLine(text)}`
}

const markdownLine = ({ kind, depth, text }: PageLine): string => {
  const escaped = oneLine(text).replaceAll(/[\\`*_{}[\]<>#|~&$]/g, '\\$&')
  if (kind === 'heading') return `\n### ${escaped}\n`
  return kind === 'plain' ? `${escaped}  ` : `${'  '.repeat(depth)}- ${escaped}`
}
