import type { PairDifference, Region } from '@virtual-school/verify'

/** A region once, with everyone by whose rules it is the same. */
export interface SharedRegion {
  readonly decision: string
  readonly authorities: readonly string[]
  readonly region: Region
}

/** A change of the nation’s rules is seen by every council: it is told once. */
export const sharedRegions = (pairs: readonly PairDifference[]): readonly SharedRegion[] => {
  const shared = new Map<string, SharedRegion>()
  for (const { authority, decision, regions } of pairs) {
    for (const region of regions) {
      const key = JSON.stringify([
        decision,
        region.parts ?? region.text,
        region.changes,
        region.outcomes.map(answersOf),
      ])
      const known = shared.get(key)
      shared.set(key, {
        decision,
        region: known?.region ?? region,
        authorities: [...(known?.authorities ?? []), authority],
      })
    }
  }
  return [...shared.values()]
}

const answersOf = ({ before, after }: Region['outcomes'][number]) => [before.possibleAnswers, after.possibleAnswers]
