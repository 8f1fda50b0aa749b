/** Called before and after every statement that goes to a database. A test makes it throw when storage should fail. */
export interface QueryObserver {
  readonly before?: (sql: string) => void
  readonly after?: (sql: string) => void
}

/** A NUL would cut the text short in one database and be refused by the other; half a surrogate pair would be kept as another character. */
const unstorable = /[\0\p{Surrogate}]/u

/** Whether text can be kept, and asked for. */
export const isStorable = (text: string): boolean => !unstorable.test(text)

/** Why a value cannot be kept as it stands, or undefined. Never says the value. */
const findFault = (value: unknown): string | undefined => {
  if (value === null || value instanceof Uint8Array) return undefined
  if (typeof value === 'number') return Number.isSafeInteger(value) ? undefined : 'a number that is no safe integer'
  if (typeof value === 'string') {
    return isStorable(value) ? undefined : 'text with a NUL or half a surrogate pair'
  }
  return `a value of type ${typeof value}`
}

/**
 * Throws if a parameter is not text, a safe integer, bytes or null: that is a fault of ours. Both databases would keep
 * some of these as something else, and libsql ends the whole process over a boolean. `booleans`: these may stand all the same.
 */
export const refuseUnbindable = (parameters: readonly unknown[], { booleans = false } = {}): void => {
  for (const [at, value] of parameters.entries()) {
    const found = booleans && typeof value === 'boolean' ? undefined : findFault(value)
    if (found !== undefined) throw new TypeError(`Parameter ${at + 1} of a query is ${found}`)
  }
}
