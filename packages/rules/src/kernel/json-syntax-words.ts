/** What jsonc-parser finds wrong with a text, by the names it gives, in words for the author of the text. */
const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value is a text in double quotes, a number, true, false, null, a list or an object',
  InvalidNumberFormat: 'a number is expected',
  PropertyNameExpected: 'the name of a member is expected, in double quotes',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected between the name of a member and its value',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a “}” is expected',
  CloseBracketExpected: 'a “]” is expected',
  EndOfFileExpected: 'nothing more is expected after the first value',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'the text that begins here is not closed by a double quote on its own line',
  UnexpectedEndOfNumber: 'digits are expected',
  InvalidUnicode: 'four hexadecimal digits are expected after “\\u”',
  InvalidEscapeCharacter: 'in a text a backslash stands before " \\ / b f n r t or u only',
  InvalidCharacter: 'in a text, tabs and other control characters are written with a backslash, as \\t',
}

const otherQuotes = /[‘’‚‛“”„‟«»'`]/

/** What is expected where the text stops being JSON, by the reader’s name for it and the character that stands there. */
export const syntaxExpected = (name: string, character: string): string => {
  const words = syntaxWords[name] ?? 'something else is expected'
  if (name === 'InvalidSymbol' && otherQuotes.test(character))
    return 'a text or a name stands in straight double quotes, as "name"; typographic or single quotes are others'
  if (name === 'PropertyNameExpected' && character === '}') return `${words}; no comma stands before “}”`
  return name === 'ValueExpected' && character === ']' ? `${words}; no comma stands before “]”` : words
}
