import type { Scope } from '@virtual-school/api'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, nearest, withSuggestion } from '@virtual-school/rules/internal'
import { InvalidArgumentError, Option } from 'commander'

/** What every command about keys takes. */
export interface KeysOptions {
  readonly data?: string
  readonly actor?: string
  readonly format: string
}

/** What `keys create` takes besides. */
export interface CreateOptions extends KeysOptions {
  readonly client: string
  readonly realm?: string
  readonly scopes: string
  readonly expiresIn: number
}

/** The scopes that were typed with commas between, or what is wrong with each word that is none. */
export const parseScopes = (
  typed: string,
  known: readonly Scope[],
  isScope: (word: string) => word is Scope,
): Checked<readonly Scope[]> => {
  const words = [...new Set(typed.split(',').map(word => word.trim()))]
  const good = words.filter(isScope)
  if (good.length === words.length) return accepted(good)
  return { ok: false, issues: words.filter(word => !isScope(word)).map(word => unknownScope(word, known)) }
}

const unknownScope = (word: string, known: readonly Scope[]): Issue => {
  const message = `There is no scope “${word.slice(0, 80)}”. Permitted: ${known.join(', ')}.`
  return withSuggestion({ code: 'unknown-word', pointer: '/scopes', message }, nearest(word, known))
}

const hours = { h: 1, d: 24, w: 168 } as const
const form = /^([1-9]\d{0,4})([hdw])$/
const hourMilliseconds = 3_600_000

/** How long a key is good, in milliseconds; without end: until it is revoked. */
const parseLifetime = (typed: string): number => {
  if (typed === 'never') return Number.POSITIVE_INFINITY
  const [, number, unit] = form.exec(typed) ?? []
  if (number === undefined || unit === undefined)
    throw new InvalidArgumentError('Expected: a number of hours, days or weeks, as 12h, 90d or 52w; or never.')
  return Number(number) * hours[unit as keyof typeof hours] * hourMilliseconds
}

/** A key that nobody thinks of any more should not open the door for ever, so a year is the default. */
export const lifetimeOption = (): Option =>
  new Option('--expires-in <time>', 'how long the key is good, as 12h, 90d or 52w; or never')
    .argParser(parseLifetime)
    .default(parseLifetime('365d'), '365d')

/** `--actor`: who makes or revokes a key. */
export const actorOption = (): Option =>
  new Option('--actor <reference>', 'who orders it: your staff reference, which means nothing to others')
