import type { Checked } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

/** Reading takes half a second of the whole process, so what could not be had is not tried again at once. */
const retryMilliseconds = 30_000

/**
 * The rules in use with their scenarios and registers, read when they are first wanted, and again once other rules are in use.
 * Undefined while what can be read is not the same rules: somebody is editing them.
 */
export const createWholeRules = (
  inUse: () => Pick<Rules, 'digest'>,
  read: () => Promise<Checked<Rules>>,
  now: () => Date,
): (() => Promise<Rules | undefined>) => {
  let held: Reading | undefined
  return async () => {
    const { digest } = inUse()
    const rules = held?.digest === digest ? await held.rules : undefined
    if (rules !== undefined) return rules
    // Others may have begun to read while this one waited.
    if (held?.digest !== digest || now().getTime() >= held.retryAt)
      held = { digest, rules: readSame(digest, read), retryAt: now().getTime() + retryMilliseconds }
    return held.rules
  }
}

interface Reading {
  readonly digest: string
  readonly rules: Promise<Rules | undefined>
  /** When it is read again if it could not be had. */
  readonly retryAt: number
}

const readSame = async (digest: string, read: () => Promise<Checked<Rules>>): Promise<Rules | undefined> => {
  const found = await read().catch(() => undefined)
  return found?.ok === true && found.value.digest === digest ? found.value : undefined
}
