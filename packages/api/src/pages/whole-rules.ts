import type { Checked } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

/**
 * The rules in use with their scenarios and registers, read when they are first wanted, and again once other rules are in use.
 * Undefined while what can be read is not the same rules: somebody is editing them.
 */
export const createWholeRules = (
  inUse: () => Pick<Rules, 'digest'>,
  read: () => Promise<Checked<Rules>>,
): (() => Promise<Rules | undefined>) => {
  let held: { readonly digest: string; readonly rules: Promise<Rules | undefined> } | undefined
  return async () => {
    const { digest } = inUse()
    if (held?.digest !== digest) held = { digest, rules: readSame(digest, read) }
    const mine = held
    const rules = await mine.rules
    // What could not be had is tried again by the next reader.
    if (rules === undefined && held === mine) held = undefined
    return rules
  }
}

const readSame = async (digest: string, read: () => Promise<Checked<Rules>>): Promise<Rules | undefined> => {
  const found = await read().catch(() => undefined)
  return found?.ok === true && found.value.digest === digest ? found.value : undefined
}
