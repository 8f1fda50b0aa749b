import { limits } from '../kernel/limits.ts'

/**
 * Findings that decisions make again and again, such as a requirement with its status, are made once with their JSON text,
 * frozen, and shared. Each place keeps so many and no more; what it has no room for is made afresh.
 */
export type Variants<K, T extends object> = Map<K, T>

const texts = new WeakMap<object, string>()

/** The variant under `key`, made when it is first asked for; made afresh where there is no key to keep it by. */
export const variant = <K, T extends object>(variants: Variants<K, T>, key: K | undefined, make: () => T): T => {
  if (key === undefined) return make()
  const known = variants.get(key)
  if (known !== undefined) return known
  const made = make()
  if (variants.size >= limits.preparedVariantsCount) return made
  freeze(made)
  texts.set(made, JSON.stringify(made))
  variants.set(key, made)
  return made
}

const freeze = (value: object): void => {
  Object.freeze(value)
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) freeze(member)
}

/** As `JSON.stringify`. */
export const jsonOf = (value: object): string => texts.get(value) ?? JSON.stringify(value)

/** As `JSON.stringify` of a list. */
export const jsonOfAll = (values: readonly object[]): string => {
  if (values.length === 0) return '[]'
  let text = `[${jsonOf(values[0]!)}`
  for (let i = 1; i < values.length; i += 1) text += `,${jsonOf(values[i]!)}`
  return `${text}]`
}
