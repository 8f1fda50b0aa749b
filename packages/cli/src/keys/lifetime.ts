import { InvalidArgumentError, Option } from 'commander'

const hours = { h: 1, d: 24, w: 168 } as const
const form = /^([1-9]\d{0,4})([hdw])$/
const hourMilliseconds = 3_600_000

/** How long a key is good, in milliseconds; without end: until it is revoked. */
const lifetimeOf = (typed: string): number => {
  if (typed === 'never') return Number.POSITIVE_INFINITY
  const [, number, unit] = form.exec(typed) ?? []
  if (number === undefined || unit === undefined)
    throw new InvalidArgumentError('Expected: a number of hours, days or weeks, as 12h, 90d or 52w; or never.')
  return Number(number) * hours[unit as keyof typeof hours] * hourMilliseconds
}

/** A key that nobody thinks of any more should not open the door for ever, so a year is the default. */
export const lifetimeOption = (): Option =>
  new Option('--expires-in <time>', 'how long the key is good, as 12h, 90d or 52w; or never')
    .argParser(lifetimeOf)
    .default(lifetimeOf('365d'), '365d')
