import { lanesCount } from '../passes/lanes.ts'
import { runCone } from './cone.ts'
import type { OpenPass } from './open-pass.ts'
import { compare, type SupposedSide } from './operands.ts'
import { bitOf } from './order.ts'
import type { SupposableFact, WorldChoice } from './supposable.ts'

/**
 * Looks for a world of each child in which an answer is possible that no world has shown yet. Facts are given values one after
 * another, and of each child one that leaves the answer possible and contradicts nothing, if there is one; no value is taken back.
 * So a world is found for most of the children who have one. `wanted` has, a word each, the answers, of each child one; what was
 * shown is taken out.
 */
export const searchWorlds = (pass: OpenPass, wanted: Int32Array): void => {
  const { words, base, dependent, open } = pass
  let active = 0
  for (let a = 0; a < wanted.length; a += 1) active |= wanted[a]!
  words.set(base)
  const sides = new Map<number, SupposedSide>()
  for (const one of open.inOrder) {
    const among = dependent[one.fact.slot]! & active
    if (among !== 0) active &= ~giveValues(pass, one, among, wanted, sides)
    if (active === 0) return
  }
  // What was given last may have been more than what was given first could bear.
  runCone(open.forAnswers, words)
  for (let a = 0; a < wanted.length; a += 1) wanted[a]! &= ~(active & pass.possible(a))
}

/** Gives a fact values; gives the children of whom none leaves the answer possible that is wanted. */
const giveValues = (
  pass: OpenPass,
  one: SupposableFact,
  among: number,
  wanted: Int32Array,
  sides: Map<number, SupposedSide>,
): number => {
  if (one.fact.linkedTo.length > 0) return giveCompared(pass, one, among, wanted, sides)
  const { words } = pass
  const { choices, preferred, cone } = one
  runCone(one.forbidding, words)
  let left = among
  const tried = new Int32Array(one.groups.length)
  const give = ({ word, forbidden, group }: WorldChoice, to: number): number => {
    const taken = to & ~words[forbidden]!
    if (word >= 0) words[word]! |= taken
    tried[group]! |= taken
    return taken
  }
  for (let a = 0; a < wanted.length; a += 1) left &= ~give(choices[preferred[a]!]!, left & wanted[a]!)
  for (let i = 0; i < choices.length && left !== 0; i += 1) left &= ~give(choices[i]!, left)
  const given = among & ~left
  if (one.fact.derivation.length === 0) words[one.words.at]! &= ~given
  runCone(cone, words)
  let lost = given & ~stillPossible(pass, wanted)
  for (let i = 0; i < choices.length && lost !== 0; i += 1) {
    const choice = choices[i]!
    const moved = lost & ~tried[choice.group]! & ~words[choice.forbidden]!
    if (moved === 0) continue
    for (const { word } of choices) if (word >= 0) words[word]! &= ~moved
    give(choice, moved)
    runCone(cone, words)
    lost = given & ~stillPossible(pass, wanted)
  }
  return left | lost
}

/** The children of whom the answer that is wanted is not ruled out. */
const stillPossible = ({ words, open }: OpenPass, wanted: Int32Array): number => {
  let possible = 0
  for (let a = 0; a < wanted.length; a += 1) possible |= wanted[a]! & ~words[open.plan.roots[a]!]!
  return possible
}

/** The same of a fact that is compared with others: its values are tried one after another. */
const giveCompared = (
  pass: OpenPass,
  one: SupposableFact,
  among: number,
  wanted: Int32Array,
  sides: Map<number, SupposedSide>,
): number => {
  const { words } = pass
  words[one.words.at]! &= ~among
  for (let a = 0; a < wanted.length; a += 1)
    if ((among & wanted[a]!) !== 0) write(pass, one, one.choices[one.preferred[a]!]!, among & wanted[a]!, sides)
  let left = run(pass, one, among, wanted, sides)
  for (let i = 0; i < one.choices.length && left !== 0; i += 1) {
    for (const { word } of one.choices) words[word]! &= ~left
    write(pass, one, one.choices[i]!, left, sides)
    left = run(pass, one, left, wanted, sides)
  }
  return left
}

const write = (
  { words }: OpenPass,
  { fact }: SupposableFact,
  { word, code }: WorldChoice,
  among: number,
  sides: Map<number, SupposedSide>,
): void => {
  words[word]! |= among
  const { codes, among: others } = sides.get(fact.fact.index) ?? { codes: new Int32Array(lanesCount), among: 0 }
  for (let i = 0; i < lanesCount; i += 1) if (((among >>> bitOf(i)) & 1) === 1) codes[i] = code
  sides.set(fact.fact.index, { codes, among: others | among })
}

/** Works out what follows; gives those of the children of whom the answer that is wanted is not possible now. */
const run = (
  pass: OpenPass,
  { links, cone }: SupposableFact,
  among: number,
  wanted: Int32Array,
  sides: ReadonlyMap<number, SupposedSide>,
): number => {
  const { words, operands } = pass
  for (const i of links) {
    const { link, sides: known } = operands[i]!
    const second = sides.get(link.second)
    compare(operands[i]!, words, [
      sides.get(link.first),
      second && { ...second, codes: second.codes.map(known[1].translate) },
    ])
  }
  runCone(cone, words)
  let possible = 0
  for (let a = 0; a < wanted.length; a += 1) possible |= wanted[a]! & pass.possible(a)
  return among & ~possible
}
