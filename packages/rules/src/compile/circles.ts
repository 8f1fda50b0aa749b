/** A graph of names as a list in which each stands after what it refers to, and every circle that prevents that. */
export interface Sorted {
  readonly order: readonly string[]
  readonly circles: readonly (readonly string[])[]
}

/** A loop and no recursion, since a chain of names may be long. */
export const sortNames = (edges: ReadonlyMap<string, readonly string[]>): Sorted => {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of [...edges.keys()].sort()) {
    const path = [{ name: start, next: 0 }]
    const open = new Set([start])
    while (!done.has(start)) {
      const at = path.at(-1)!
      const to = edges.get(at.name)?.[at.next]
      at.next += 1
      if (to === undefined) {
        done.add(at.name)
        open.delete(at.name)
        path.pop()
      } else if (open.has(to)) circles.push(path.slice(path.findIndex(one => one.name === to)).map(one => one.name))
      else if (!done.has(to)) {
        path.push({ name: to, next: 0 })
        open.add(to)
      }
    }
  }
  return { order: [...done], circles }
}
