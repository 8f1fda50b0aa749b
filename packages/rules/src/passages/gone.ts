import type { Rulebook } from '../compile/rulebook.ts'
import type { Register } from '../language/register.ts'
import { type CitedPlace, listCitations } from './cited.ts'

/**
 * What still rests on words that a register says are gone: names of rules, and definitions, readings and facts in words. Rules
 * that have ended may rest on them, and so may what cites a place in which other words stand by now.
 */
export const restingOnGone = (
  rulebook: Rulebook,
  { source, entries }: Pick<Register, 'source' | 'entries'>,
): readonly string[] => {
  const gone = entries.filter(one => one.gone !== undefined)
  if (gone.length === 0) return []
  const standing = entries.filter(one => one.gone === undefined)
  const inForce = namesInForce(rulebook)
  const places = new Set(standing.map(one => one.locator))
  const words = new Set(standing.flatMap(one => one.passage?.sha256 ?? []))
  const namedElsewhere = new Set(standing.flatMap(one => one.rules))
  const isOn = ({ locator, passage }: CitedPlace): boolean =>
    passage === undefined
      ? !places.has(locator) && gone.some(one => one.locator === locator)
      : !words.has(passage.sha256) && gone.some(one => one.passage?.sha256 === passage.sha256)
  const cited = listCitations(rulebook, source, new Set(gone.flatMap(one => one.passage?.sha256 ?? [])))
    .filter(isOn)
    .filter(one => one.kind !== 'rule' || inForce.has(one.by))
    .map(one => (one.kind === 'rule' ? one.by : `the ${one.kind} “${one.by}”`))
  const named = gone.flatMap(one => one.rules).filter(name => inForce.has(name) && !namedElsewhere.has(name))
  return [...new Set([...cited, ...named])].sort()
}

const namesInForce = ({ authorities }: Rulebook): ReadonlySet<string> =>
  new Set(
    [...authorities.values()].flatMap(one => one.rules.filter(rule => rule.lastDay === null).map(rule => rule.name)),
  )
