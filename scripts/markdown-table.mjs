/** @param {string} text */
const cell = text => text.replaceAll('|', '\\|')

/** @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** What only the council can fill in. @param {string} [what] */
export const toComplete = what => (what === undefined ? '**To complete**' : `**To complete:** ${what}`)

/** What is usual, and is for the council to confirm. @param {string} what */
export const toConfirm = what => `**To confirm:** ${what}`
