/** Formats of numbers that every workbook has and that show a day, by their number (ECMA-376 part 1, 18.8.30). */
const dayFormats = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])

/** Whether a number with this format is shown as a day. `code`: how a workbook writes a format of its own. */
export const showsDay = (format: number, code: string | undefined): boolean => {
  if (code === undefined) return dayFormats.has(format)
  // What stands in quotes, in brackets or after a backslash is shown as it is.
  const signs = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  return /y/.test(signs) || /d/.test(signs)
}

const dayMilliseconds = 86_400_000

/** The day of a number, as 2026-11-22; undefined if it is none. Workbooks count days from 1900 or from 1904. */
export const dayOfSerial = (serial: number, countsFrom1904: boolean): string | undefined => {
  const whole = Math.floor(serial) + (countsFrom1904 ? 1_462 : 0)
  // Day 60 is the 29 February 1900, which there was not; the days before it are counted one too few.
  if (!(whole >= 1) || whole > 2_958_465 || whole === 60) return undefined
  const days = whole < 60 ? whole - 25_568 : whole - 25_569
  return new Date(days * dayMilliseconds).toISOString().slice(0, 10)
}
