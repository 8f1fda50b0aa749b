import { oneLine } from '@virtual-school/rules/internal'

/** Rows with their cells set below one another; the last cell is as long as it likes. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const clean = rows.map(row => row.map(oneLine))
  const widths = clean.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), [])
  return clean
    .map(row =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A heading and, under it, what is known by name; what is undefined or empty is left out. */
export const card = (
  heading: string,
  entries: readonly (readonly [string, string | readonly string[] | undefined])[],
): string => {
  const lines = entries.flatMap(([name, value]) => {
    const values = value === undefined ? [] : typeof value === 'string' ? [value] : value
    return values.map((one, i) => [`  ${i === 0 ? name : ''}`, one])
  })
  return `${oneLine(heading)}\n${columns(lines.map(([name = '', value = '']) => [name.slice(2), value])).replaceAll(/^/gm, '  ')}`
}

/** A number with its noun: “1 rule”, “1,204 rules”. `more`: the plural, if it is not the noun with an s. */
export const count = (number: number, one: string, more = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : more}`
