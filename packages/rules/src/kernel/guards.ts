/** Whether a value is an object with members: not null, and not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether a value is an object as `{ }` and JSON make it, of this window or another, or one without a prototype. No Map, Promise or
 * instance of a class is one, nor what inherits its members. What throws when it is asked is none either.
 */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  try {
    if (!isObject(value)) return false
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === null || prototype === Object.prototype) return true
    // Of another window: the prototype of all its objects.
    return isObject(prototype) && Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf')
  } catch {
    return false
  }
}

/** The code of an error of the system or a database, such as `ENOENT`; undefined if what was thrown has none. */
export const errorCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined
