interface Store<K, V> {
  get: (key: K) => V | undefined
  set: (key: K, value: V) => unknown
}

/** What `store` holds under `key`; if it holds nothing, what `make` makes, which it holds from then on. */
export const memoize = <K, V>(store: Store<K, V>, key: K, make: () => V): V => {
  const known = store.get(key)
  if (known !== undefined) return known
  const made = make()
  store.set(key, made)
  return made
}
