type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The members that have a value. */
export const withoutUndefined = <T extends object>(given: T): Present<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>
