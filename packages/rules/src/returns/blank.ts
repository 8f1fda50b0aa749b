/** What people, databases and programs write for nothing. No code of a return is any of them. */
const words = new Set(['NULL', 'null', '(null)', 'NaN', 'nan', 'NaT', '<NA>', 'NA', 'N/A', 'n/a', '-'])
const longest = 6

/** Whether a cell, trimmed, holds nothing. */
export const isBlank = (text: string): boolean => text === '' || (text.length <= longest && words.has(text))
