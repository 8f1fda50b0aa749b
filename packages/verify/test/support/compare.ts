import type { Rules } from '@virtual-school/rules/internal'
import { type DecisionChanges, decisionChanges, isUnchanged } from '../../src/diff/decision-changes.ts'
import { type RulesDifference, rulesDifference } from '../../src/diff/diff.ts'
import { readChangeKind } from '../../src/diff/findings.ts'
import type { PairDifference } from '../../src/diff/pair.ts'
import type { Part, Region } from '../../src/diff/region.ts'
import { askBoth } from '../../src/diff/replay.ts'
import type { WitnessCase } from '../../src/witness/witness.ts'

const bounds = { mostRegions: 60, pairMs: 60_000, questionMs: 10_000, now: () => 0 }

export const compare = (
  old: Rules,
  now: Rules,
  chosen: { readonly authority?: string; readonly decision?: string } = {},
): Promise<RulesDifference> => rulesDifference(old, now, { ...chosen, bounds })

export const pairIn = ({ pairs }: RulesDifference, authority: string, decision: string): PairDifference =>
  pairs.find(one => one.authority === authority && one.decision === decision)!

/** What `evaluate` says changed; undefined where nothing did, or where a side refuses the request. */
export const changesFor = (old: Rules, now: Rules, request: WitnessCase): DecisionChanges | undefined => {
  const [before, after] = askBoth(old, now, { ...request, trace: 'none' })
  if ('issues' in before || 'issues' in after) return undefined
  const changes = decisionChanges(old, before, now, after, { withDates: false })
  return isUnchanged(changes) ? undefined : changes
}

/** Whether the request lies in the region, told from what the region says of itself. */
export const liesIn = ({ parts }: Region, { asOf, facts }: WitnessCase): boolean =>
  parts?.every(part => holds(part, asOf, facts)) ?? false

const holds = (part: Part, asOf: string, facts: WitnessCase['facts']): boolean => {
  if ('asOf' in part) return (part.asOf.from ?? asOf) <= asOf && asOf <= (part.asOf.to ?? asOf)
  if ('in' in part) return part.in.includes(facts[part.fact] ?? null)
  if ('are' in part) {
    const [a, b] = part.facts.map(name => String(facts[name]))
    return part.are.some(one =>
      one === 'equal' ? a === b : one === 'notEqual' ? a !== b : one === 'dateBefore' ? a! < b! : a! > b!,
    )
  }
  const value = facts[part.fact]!
  return (part.from ?? value) <= value && value <= (part.to ?? value)
}

/** What the regions say of a request of which everything is known is what `evaluate` says of it. */
export const disagreementsIn = (
  old: Rules,
  now: Rules,
  { regions, ended }: PairDifference,
  requests: readonly WitnessCase[],
): readonly object[] =>
  requests.flatMap((request): readonly object[] => {
    const changes = changesFor(old, now, request)
    const around = regions.filter(one => liesIn(one, request))
    if (changes === undefined) {
      // A region says nothing of children whom a side refuses.
      const isRefused = askBoth(old, now, { ...request, trace: 'none' }).some(side => 'issues' in side)
      return around.length > 0 && !isRefused ? [{ request, said: 'changed', found: 'nothing' }] : []
    }
    const kinds = changes.findings
      .map(one => `${one.finding} ${readChangeKind(one)}`)
      .sort()
      .join()
    const wrong = around.filter(
      one =>
        one.changes
          .map(all => `${all.finding} ${all.change}`)
          .sort()
          .join() !== kinds,
    )
    return (around.length === 0 && ended === 'complete') || wrong.length > 0 ? [{ request, kinds, around }] : []
  })
