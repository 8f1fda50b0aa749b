import { limits } from './limits.ts'

/**
 * Findings that decisions make again and again, such as a requirement with its status, are made once with their JSON text,
 * frozen, and shared. Each place keeps a bounded number; what is beyond that is made each time.
 */
export type PreparedMap<K, T extends object> = Map<K, T>

const texts = new WeakMap<object, string>()

/** What is held under `key`, made when it is first asked for; made each time if there is no key. */
export const prepare = <K, T extends object>(variants: PreparedMap<K, T>, key: K | undefined, make: () => T): T => {
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
export const renderJson = (value: object): string => texts.get(value) ?? JSON.stringify(value)

/** As `JSON.stringify` of a list. */
export const renderJsonList = (values: readonly object[]): string => {
  if (values.length === 0) return '[]'
  let text = `[${renderJson(values[0]!)}`
  for (let i = 1; i < values.length; i += 1) text += `,${renderJson(values[i]!)}`
  return `${text}]`
}
