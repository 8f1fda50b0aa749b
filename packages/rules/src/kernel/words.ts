/** One line, whatever stands in a rule file: no line breaks, and nothing that a terminal would obey. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** Text that Markdown shows as it stands, also at the beginning of a line. */
export const escapeMarkdown = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~&$]/g, '\\$&')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')

/** The text with a capital letter at its beginning. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The text with a full stop, unless it ends as a sentence already. */
export const stop = (text: string): string => (/[.?!]”?\)?$/.test(text) ? text : `${text}.`)

/** The text as a sentence: a capital letter at its beginning, a full stop at its end. */
export const sentence = (text: string): string => stop(capital(text))

/** `a, b and c`; with semicolons if a part has a comma, “and” or “or” in it. */
export const listed = (parts: readonly string[], word: 'and' | 'or'): string => {
  if (parts.length < 2) return parts.join('')
  const isLong = parts.some(part => /,| and | or /.test(part))
  const [between, last] = isLong ? ['; ', `; ${word} `] : [', ', ` ${word} `]
  return parts.slice(0, -1).join(between) + last + parts.at(-1)
}
