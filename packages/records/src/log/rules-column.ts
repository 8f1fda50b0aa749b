const delimiter = '|'

/** The rules that bear on a decision as `record_index` keeps them: each between two delimiters. */
export const rulesColumn = (names: readonly string[]): string =>
  names.length === 0 ? '' : `${delimiter}${names.join(delimiter)}${delimiter}`

/** What such a column is LIKE where it names a rule. A backslash escapes. */
export const namesRule = (name: string): string =>
  `%${delimiter}${name.replaceAll(/[\\%_]/g, found => `\\${found}`)}${delimiter}%`

/** The names in such a column. */
export const namesIn = (column: string): readonly string[] => column.split(delimiter).filter(name => name !== '')
