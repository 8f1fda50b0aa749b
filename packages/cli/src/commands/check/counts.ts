import type { Rules } from '@virtual-school/rules/internal'
import { count } from '../../terminal/layout.ts'

/** How many there are of each kind. */
export type PartCounts = Readonly<
  Record<
    | 'authorities'
    | 'codeSets'
    | 'decisions'
    | 'definitions'
    | 'facts'
    | 'invariants'
    | 'readings'
    | 'rules'
    | 'scenarios'
    | 'sentences'
    | 'sources',
    number
  >
>

/** How much of each kind the rules hold. */
export const countParts = ({ rulebook, ...rules }: Rules): PartCounts => {
  const authorities = [...rulebook.authorities.values()]
  // An authority’s definitions and readings include the nation’s; each counts once.
  const distinct = (of: (authority: (typeof authorities)[number]) => Iterable<unknown>): number =>
    new Set(authorities.flatMap(one => [...of(one)])).size
  return {
    authorities: authorities.length,
    codeSets: rulebook.codeSets.size,
    decisions: rules.decisions.length,
    definitions: distinct(one => one.definitions.values()),
    facts: rules.facts.length,
    invariants: rulebook.invariants.length,
    readings: distinct(one => one.readings.values()),
    rules: rules.rules.length,
    scenarios: authorities.reduce((sum, one) => sum + one.scenarios.length, 0),
    sentences: authorities.flatMap(one => one.registers).reduce((sum, { entries }) => sum + entries.length, 0),
    sources: rules.sources.length,
  }
}

/** The same in words, between commas. */
export const describeCounts = (counts: PartCounts): string =>
  [
    count(counts.rules, 'rule'),
    count(counts.authorities, 'authority', 'authorities'),
    count(counts.decisions, 'decision'),
    count(counts.facts, 'fact'),
    count(counts.definitions, 'definition'),
    count(counts.readings, 'reading'),
    count(counts.sources, 'source'),
    count(counts.scenarios, 'scenario'),
    ...(counts.sentences === 0 ? [] : [count(counts.sentences, 'sentence in registers', 'sentences in registers')]),
    ...(counts.invariants === 0 ? [] : [count(counts.invariants, 'invariant')]),
    ...(counts.codeSets === 0 ? [] : [count(counts.codeSets, 'code set')]),
  ].join(', ')
