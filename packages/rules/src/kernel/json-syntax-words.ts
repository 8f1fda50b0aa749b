/** What jsonc-parser finds wrong with a text, by the names it gives, in words for the author of the text. */
export const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value is a text in double quotes, a number, true, false, null, a list or an object',
  InvalidNumberFormat: 'a number is expected',
  PropertyNameExpected: 'the name of a member is expected, in double quotes; no comma stands before “}”',
  ValueExpected: 'a value is expected; no comma stands before “]”',
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
