import type { VocabularyFact } from '../compile/rulebook.ts'
import type { Scalar } from '../language/values.ts'
import {
  answerIf,
  factNamed,
  type InterviewCase,
  type KnownFacts,
  knownValue,
  makesSense,
  preconditionsOf,
  valuesOf,
} from './case.ts'

/** A child who could be the one asked about: what is known, a value for each fact that it makes sense to ask, and the answer. */
export interface SupposedChild {
  readonly facts: KnownFacts
  readonly answer: string
}

/** How many children are supposed before a question is chosen. */
const childrenCount = 96
/** How many are tried at most; some contradict themselves, and of some the answer stays open as something is not known. */
const triesCount = 600

/** A number below `sides` that looks random. */
export type Dice = (sides: number) => number

/** Always the same throws of a seed, so that the same replies lead to the same questions everywhere. */
export const createDice = (seed = 12_345): Dice => {
  let state = seed
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/**
 * Children who could be the one asked about, as far as is known, and whose answer the open facts settle. They are as different
 * from one another as the rules can tell. What it would make no sense to ask of a child, that child does not have; if `isLenient`,
 * a fact is also supposed of a child of whom nobody can say whether it makes sense.
 */
export const supposeChildren = (
  about: InterviewCase,
  open: readonly string[],
  dice: Dice,
  isLenient: boolean,
): readonly SupposedChild[] => {
  const inOrder = afterPreconditions(about, open)
  const values = new Map(open.map(name => [name, valuesOf(about, name)]))
  const children: SupposedChild[] = []
  for (let tried = 0; tried < triesCount && children.length < childrenCount; tried += 1) {
    const facts: Record<string, Scalar> = { ...about.known }
    // What is asked of one child is mostly asked of the same people: with some all is done, or an answer that wants it all was never found.
    const isAllDone = dice(2) === 0
    for (const name of inOrder) {
      if (!canBeAsked(about, facts, name, isLenient) || knownValue(about, facts, name) !== undefined) continue
      facts[name] = throwValue(factNamed(about, name), values.get(name)!, isAllDone, dice)
    }
    const answer = answerIf(about, facts)
    if (answer !== null && answer !== undefined) children.push({ facts, answer })
  }
  return children
}

/** Most of what somebody could do has been done, or they would hardly ask; of all else each value is as likely. */
const throwValue = (
  { type, changeable }: VocabularyFact,
  values: readonly Scalar[],
  isAllDone: boolean,
  dice: Dice,
): Scalar => (type === 'boolean' && changeable ? isAllDone || dice(4) > 0 : values[dice(values.length)]!)

/**
 * Whether a fact can be asked of a child with these facts: it makes sense. If `isLenient` it is enough that nothing speaks against
 * it, and that nobody was asked in vain whether it does.
 */
export const canBeAsked = (about: InterviewCase, facts: KnownFacts, name: string, isLenient: boolean): boolean => {
  const sense = makesSense(about, facts, name)
  if (sense !== 1 || !isLenient) return sense === 2
  return preconditionsOf(about, name).every(one => !about.closed.has(one))
}

/** The facts so that each comes after those that say whether it makes sense. */
const afterPreconditions = (about: InterviewCase, names: readonly string[]): readonly string[] => {
  const found = new Set<string>()
  const add = (name: string, above: readonly string[]): void => {
    if (found.has(name) || above.includes(name)) return
    for (const one of preconditionsOf(about, name)) if (names.includes(one)) add(one, [...above, name])
    found.add(name)
  }
  for (const name of names) add(name, [])
  return [...found]
}
