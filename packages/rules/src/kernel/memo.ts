interface Store<K, V> {
  get: (key: K) => V | undefined
  set: (key: K, value: V) => unknown
}

/** What `store` holds under `key`, made and kept when it is first asked for. */
export const kept = <K, V>(store: Store<K, V>, key: K, make: () => V): V => {
  const known = store.get(key)
  if (known !== undefined) return known
  const made = make()
  store.set(key, made)
  return made
}
