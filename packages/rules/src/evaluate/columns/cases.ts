import { lanesCount } from '../passes/lanes.ts'
import type { Program, ProgramFact } from '../program/program.ts'
import { codeOf, rangeOf, unknownIn } from './column.ts'
import { runCone } from './cone.ts'
import { placeIn } from './domain.ts'
import type { ColumnOf } from './load.ts'
import type { OpenPass } from './open-pass.ts'
import { compare, type SupposedSide } from './operands.ts'
import { bitOf } from './order.ts'
import type { SupposableFact } from './supposable.ts'

/**
 * Runs what depends on a fact once for each value that it can have, each supposed of the children `among`, and tells `isEnough` of
 * which of them some such value contradicts nothing; stops if it says so.
 */
export const supposeEach = (
  program: Program,
  pass: OpenPass,
  columnOf: ColumnOf,
  one: SupposableFact,
  children: Children,
  among: number,
  isEnough: (possible: number) => boolean,
): void => {
  const { words, base } = pass
  const { at } = one.words
  words[at] = base[at]! & ~among
  if (one.fact.linkedTo.length > 0) supposeCompared(program, pass, columnOf, one, children, among, isEnough)
  else
    for (const { word, forbidden } of one.groups) {
      let permitted = 0
      for (let i = 0; i < forbidden.length; i += 1) permitted |= among & ~base[forbidden[i]!]!
      if (permitted === 0) continue
      words[word] = base[word]! | among
      runCone(one.cone, words)
      words[word] = base[word]!
      if (isEnough(permitted)) break
    }
  words[at] = base[at]!
  const { outs } = one.cone
  for (let i = 0; i < outs.length; i += 1) words[outs[i]!] = base[outs[i]!]!
}

/** Children that are loaded together, by their numbers, which stand in `all` from `at` on. */
export interface Children {
  readonly all: Int32Array
  readonly at: number
  readonly length: number
}

/** Of a fact that is compared with others each child has values of its own to try: those around what is known of the others. */
const supposeCompared = (
  program: Program,
  { words, base, operands }: OpenPass,
  columnOf: ColumnOf,
  { fact, words: { at, count, domain, wordOf }, links, cone }: SupposableFact,
  { all, at: from, length }: Children,
  among: number,
  isEnough: (possible: number) => boolean,
): void => {
  const lists: (readonly number[])[] = []
  for (let i = 0; i < length; i += 1)
    lists.push(((among >>> bitOf(i)) & 1) === 1 ? listCodes(program, columnOf, fact, all[from + i]!) : [])
  const rounds = Math.max(...lists.map(one => one.length))
  const codes = new Int32Array(lanesCount)
  const compareAll = (side: SupposedSide): void => {
    for (const i of links) {
      const { sides, link } = operands[i]!
      const [isFirst, isSecond] = [link.first === fact.fact.index, link.second === fact.fact.index]
      const translated = isSecond ? { ...side, codes: side.codes.map(sides[1].translate) } : side
      compare(operands[i]!, words, [isFirst ? side : undefined, isSecond ? translated : undefined])
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let k = 1; k < count; k += 1) words[at + k] = base[at + k]!
    for (let i = 0; i < length; i += 1) {
      if (lists[i]!.length === 0) continue
      const code = lists[i]![Math.min(round, lists[i]!.length - 1)]!
      codes[i] = code
      words[at + wordOf[placeIn(domain, code)]!]! |= 1 << bitOf(i)
    }
    compareAll({ codes, among })
    runCone(cone, words)
    if (isEnough(among)) break
  }
  for (let k = 1; k < count; k += 1) words[at + k] = base[at + k]!
  for (const i of links)
    for (const word of [operands[i]!.truth, operands[i]!.falsity]) if (word >= 0) words[word] = base[word]!
}

/** As `listSupposable` of a fact that is compared with others, of one child. */
const listCodes = (program: Program, columnOf: ColumnOf, fact: ProgramFact, child: number): readonly number[] => {
  const known = fact.linkedTo.flatMap(slot => {
    const column = columnOf.get(program.facts[slot]!.fact.index)
    const code = column?.[child]
    return column === undefined || code === undefined || code === unknownIn(column) ? [] : [code]
  })
  const { type } = fact.fact
  if (known.length === 0 || type === 'enum' || type === 'boolean')
    return fact.supposable.map(one => codeOf(fact.fact, one.value))
  const { least, greatest } = rangeOf(fact.fact)
  const reach = 1 + fact.linkedTo.length
  const bounds = [...fact.constants.map(value => codeOf(fact.fact, value)), ...known]
  const around = bounds.flatMap(code => Array.from({ length: 2 * reach + 1 }, (_, i) => code + i - reach))
  if (type === 'date') return [...new Set(around.map(code => Math.max(least, Math.min(greatest, code))))]
  return [...new Set([least, greatest, ...around.filter(code => code >= least && code <= greatest)])]
}
