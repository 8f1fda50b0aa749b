import type { Authority, Rulebook } from './rulebook.ts'

/** The national authority first, then the councils by id. */
export const authoritiesInOrder = ({ authorities, national }: Rulebook): readonly Authority[] =>
  [...authorities.values()].sort(
    (a, b) => Number(b.id === national) - Number(a.id === national) || (a.id < b.id ? -1 : 1),
  )
