import type { Rulebook } from '../compile/rulebook.ts'
import type { Scratch } from './assess.ts'
import type { MissingFact } from './decision.ts'
import type { Hanging } from './hanging.ts'
import { variant } from './prepared.ts'
import type { FactValues, Program } from './program.ts'

/**
 * The facts that can be asked and would still matter. First those on which the answer hangs (`bearing`), then those that
 * settle it alone, then by how many open rules hang on them, then by the vocabulary’s order.
 */
export const missingOf = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  hanging: Hanging,
  bearing: readonly number[],
  settles: readonly boolean[],
  { openRules, standing, missing }: Scratch,
): readonly MissingFact[] => {
  countOpenRules(rulebook, program, values, truths, hanging, openRules.fill(0))
  standing.fill(detail)
  for (let i = 0; i < bearing.length; i += 1)
    standing[program.facts[bearing[i]!]!.fact.index] = settles[i] ? settlesAnswer : bearsOnAnswer
  const ranked: number[] = []
  const rankOf = (index: number) => standing[index]! * standingWeight - openRules[index]!
  for (let index = 0; index < openRules.length; index += 1) {
    if (openRules[index] === 0) continue
    let at = ranked.length
    for (const rank = rankOf(index); at > 0 && rankOf(ranked[at - 1]!) > rank; at -= 1) ranked[at] = ranked[at - 1]!
    ranked[at] = index
  }
  return ranked.map(index => {
    const isKnownUnknown = values[index] === null
    const standingOf = standing[index]!
    return variant(missing, index * 6 + standingOf * 2 + (isKnownUnknown ? 1 : 0), () => ({
      fact: rulebook.facts[index]!.name,
      question: rulebook.facts[index]!.question,
      state: isKnownUnknown ? 'not-known' : 'not-asked',
      for: standingOf === detail ? 'detail' : 'answer',
      settles: standingOf === settlesAnswer,
    }))
  })
}

const settlesAnswer = 0
const bearsOnAnswer = 1
const detail = 2
/** More than the rules there can be. */
const standingWeight = 2 ** 16

/** For each fact of the vocabulary how many rules are open for its sake: their truth, what they require or their date hangs on it. */
const countOpenRules = (
  rulebook: Rulebook,
  program: Program,
  values: FactValues,
  truths: Uint8Array,
  { words, sets }: Hanging,
  counts: Int32Array,
): void => {
  for (const {
    truth,
    test,
    rule: { event },
  } of program.rules) {
    if (truths[truth] === 0) continue
    for (let w = 0; w < words; w += 1) {
      for (let bits = sets[(truth >> 1) * words + w]! | sets[(test >> 1) * words + w]!; bits !== 0; bits &= bits - 1) {
        counts[program.facts[w * 32 + 31 - Math.clz32(bits & -bits)]!.fact.index]! += 1
      }
    }
    if (event.type === 'deadline') {
      const start = rulebook.factsByName.get(event.of)!.index
      if (values[start] === undefined || values[start] === null) counts[start]! += 1
    }
  }
}
