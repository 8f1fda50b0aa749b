import fc from 'fast-check'

const word = fc.stringMatching(/^[a-z]{2,7}$/)
const separator = fc.constantFrom(' ', ' ', ' ', ', ', '\u00A0', ' – ')

/** A sentence of plain words that begins with a capital and ends with a stop. */
export const sentences = fc
  .tuple(
    fc.array(fc.tuple(word, separator), { minLength: 3, maxLength: 9 }),
    word,
    fc.constantFrom('.', '?', '.”', '!'),
  )
  .map(([parts, last, stop]) => {
    const text = parts.map(([one, between]) => one + between).join('') + last
    return text.charAt(0).toUpperCase() + text.slice(1) + stop
  })

const headings = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map(words => words.join(' '))
  .map(text => text.charAt(0).toUpperCase() + text.slice(1))

const stems = fc.array(word, { minLength: 2, maxLength: 5 }).map(words => `The ${words.join(' ')}:`)
const marks = fc.constantFrom('- ', '• ', '  • ', '* ')

/** Blocks of a text, each of lines: a heading, a paragraph, or a list with what it goes on from. */
export const blocks = fc.array(
  fc.oneof(
    headings.map(one => [one]),
    fc.array(sentences, { minLength: 1, maxLength: 4 }).map(all => [all.join(' ')]),
    fc
      .tuple(stems, marks, fc.array(sentences, { minLength: 1, maxLength: 4 }))
      .map(([stem, mark, items]) => [stem, ...items.map(one => mark + one)]),
  ),
  { minLength: 1, maxLength: 8 },
)

/** Blocks as one text. */
export const textOf = (all: readonly (readonly string[])[]): string => all.map(lines => lines.join('\n')).join('\n\n')

/** Any text at all: pieces of pages, stops, marks, and letters of every kind. */
export const wildTexts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\n\n',
        '. ',
        '.',
        ' ',
        '\u00A0',
        '\t',
        '• ',
        '- ',
        '1. ',
        '2.69. ',
        '(a) ',
        '“',
        '”',
        '’',
        ':',
        '?',
        '# ',
        '\r\n',
        '\f',
        'o\t',
      ),
      fc.constantFrom(
        'e.g. ',
        'i.e. ',
        'Dr ',
        'No. 4',
        '1.4.2011',
        'https://example.org/a.b',
        'The head',
        'must',
        'PEP',
      ),
      fc.string({ maxLength: 6, unit: 'grapheme' }),
      word,
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))
