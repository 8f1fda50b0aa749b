import { all, any, type Circuit } from './circuit.ts'

/**
 * What is so if any of these is, with what several have in common taken out: that somebody is not looked after stands in a dozen
 * contradictions, and is asked once.
 */
export const anyWithFactors = (circuit: Circuit, members: readonly number[]): number =>
  factor(
    circuit,
    members.flatMap(member => conjunctionsOf(circuit, member)),
  )

type Conjunction = readonly number[]

/** An expression as conjunctions of which any makes it so. */
const conjunctionsOf = (circuit: Circuit, expression: number): readonly Conjunction[] => {
  const one = circuit.expressions[expression]!
  if (one.kind === 'any') return one.members.flatMap(member => conjunctionsOf(circuit, member))
  return [one.kind === 'all' && one.members.length > 0 ? one.members : [expression]]
}

const factor = (circuit: Circuit, conjunctions: readonly Conjunction[]): number => {
  const common = mostCommon(conjunctions.filter(one => one.length > 1))
  if (common === undefined)
    return any(
      circuit,
      conjunctions.map(one => all(circuit, one)),
    )
  const isWith = (one: Conjunction) => one.length > 1 && one.includes(common)
  const rest = conjunctions.filter(isWith).map(one => one.filter(member => member !== common))
  const others = conjunctions.filter(one => !isWith(one))
  return any(circuit, [all(circuit, [common, factor(circuit, rest)]), factor(circuit, others)])
}

/** What stands in most of them, if it stands in two or more. */
const mostCommon = (conjunctions: readonly Conjunction[]): number | undefined => {
  const counts = new Map<number, number>()
  for (const member of conjunctions.flat()) counts.set(member, (counts.get(member) ?? 0) + 1)
  let found: number | undefined
  let most = 1
  for (const [member, count] of counts) {
    if (count <= most) continue
    most = count
    found = member
  }
  return found
}
