/** The nodes of every circle in a graph of names, each circle once, sorted. */
export const circlesIn = (edges: ReadonlyMap<string, readonly string[]>): readonly string[][] => {
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[][] = []
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return
    if (state.get(name) === 'open') {
      circles.push(path.slice(path.indexOf(name)))
      return
    }
    state.set(name, 'open')
    for (const next of edges.get(name) ?? []) visit(next, [...path, name])
    state.set(name, 'done')
  }
  for (const name of [...edges.keys()].sort()) visit(name, [])
  return circles
}
