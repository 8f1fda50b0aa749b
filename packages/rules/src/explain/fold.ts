import type { Entry } from './layout.ts'

/** The first entries, and how many more there are with the way to get them; one more is no longer than saying so. */
export const fold = (entries: readonly Entry[], most: number, rest: string): readonly Entry[] =>
  entries.length <= most + 1
    ? entries
    : [...entries.slice(0, most), { text: `… and ${entries.length - most} more: ${rest}` }]

/** “3 questions”, or nothing of nothing. */
export const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]

/** Entries that share their beginning: one has it in its own line, several stand under it. */
export const together = (beginning: string, texts: readonly string[]): readonly Entry[] => {
  const entries = texts.map(text => ({ text }))
  if (beginning === '' || texts.length === 0) return entries
  return texts.length === 1
    ? entries.map(entry => ({ lead: beginning, ...entry }))
    : [{ text: `${beginning}:`, under: entries }]
}
