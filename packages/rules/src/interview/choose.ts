import type { Decision } from '../evaluate/decision.ts'
import type { Scalar } from '../language/values.ts'
import {
  answerIf,
  decideIf,
  factNamed,
  type InterviewCase,
  inputsOf,
  type KnownFacts,
  knownValue,
  valuesOf,
} from './case.ts'
import { canBeAsked, createDice, supposeChildren } from './children.ts'
import { type AnswerProof, proveAnswer, sensitivity } from './proof.ts'

/**
 * That a fact bears on the answer. With what is known and `facts` besides, the first of `values` settles the answer, and the second
 * leads to another one or leaves it open. There is no second only if nothing makes a difference to what the answer would be, and
 * yet it cannot be said before something more is known.
 */
export interface QuestionBearing {
  readonly facts: KnownFacts
  readonly values: readonly [Scalar, Scalar] | readonly [Scalar]
}

/** The fact to ask about next. */
export interface NextQuestion {
  readonly fact: string
  /** How near the end is: any value settles the answer, some value does, or more questions follow. */
  readonly outlook: 'settles' | 'may-settle' | 'open'
  readonly bearing: QuestionBearing
}

/** What can be asked and may bear on something of a decision: `for` its answer, or at all. In the library’s order. */
export const listOpen = (about: InterviewCase, decision: Decision, isForAnswer: boolean): readonly string[] =>
  decision.missing
    .filter(one => (one.for === 'answer' || !isForAnswer) && !about.closed.has(one.fact))
    .map(one => one.fact)
    .filter(name => factNamed(about, name).given === undefined)

/**
 * Derived facts that are asked about themselves: a yes or no that stands for several open facts, if nothing else turns on those.
 * Whoever does not know it is asked about those instead.
 */
export const listOwnQuestions = (
  about: InterviewCase,
  open: readonly string[],
  isForAnswer: boolean,
): readonly string[] =>
  listUnknownDerived(about).filter(name => {
    const inputs = inputsOf(about, name).filter(one => open.includes(one))
    return (
      inputs.length > 1 &&
      [true, false].every(value => {
        const decision = decideIf(about, { [name]: value })
        return decision !== undefined && !listOpen(about, decision, isForAnswer).some(one => inputs.includes(one))
      })
    )
  })

/** Derived facts whose own question may be answered by somebody who could not answer those about what it follows from. */
const listLastResorts = (about: InterviewCase, open: readonly string[]): readonly string[] =>
  listUnknownDerived(about).filter(name => {
    const inputs = inputsOf(about, name)
    return inputs.some(one => about.closed.has(one)) && !inputs.some(one => open.includes(one))
  })

const listUnknownDerived = (about: InterviewCase): readonly string[] =>
  about.rulebook.facts
    .filter(({ type, derived }) => type === 'boolean' && derived?.from !== undefined)
    .map(fact => fact.name)
    .filter(name => !about.closed.has(name) && knownValue(about, about.known, name) === undefined)

/**
 * The question to ask next, or undefined if no reply could settle the answer any more. First what settles it whatever the reply;
 * else what most of the children who could be the one asked about would have to be asked anyway. The less sensitive comes first,
 * and nothing is asked that supposes an answer, unless nothing else is left.
 */
export const chooseQuestion = (about: InterviewCase, decision: Decision): NextQuestion | undefined => {
  const open = listOpen(about, decision, true)
  const own = listOwnQuestions(about, open, true)
  const settling = chooseSettling(about, decision, own)
  if (settling !== undefined) return settling
  for (const isLenient of [false, true]) {
    const dice = createDice()
    const given = isLenient ? [...open, ...listLastResorts(about, open)] : open
    const children = supposeChildren(about, given, dice, isLenient)
    const proofs = children.map(child => proveAnswer(about, child, [...given, ...own], dice))
    const found = chooseByProofs(about, proofs, isLenient, false) ?? chooseByProofs(about, proofs, isLenient, true)
    if (found !== undefined) return found
  }
  return undefined
}

/** The least sensitive fact of which every value settles the answer. */
const chooseSettling = (about: InterviewCase, decision: Decision, own: readonly string[]): NextQuestion | undefined => {
  const settles = (name: string) => valuesOf(about, name).every(value => settledIf(about, name, value))
  const names = [
    ...own.filter(settles),
    ...decision.missing.filter(one => one.settles && !about.closed.has(one.fact)).map(one => one.fact),
  ]
  for (const fact of names.sort(bySensitivity(about))) {
    const bearing = canBeAsked(about, about.known, fact, false) ? findBearing(about, fact, {}, false) : undefined
    if (bearing !== undefined) return { fact, outlook: 'settles', bearing }
  }
  return undefined
}

const settledIf = (about: InterviewCase, name: string, value: Scalar): boolean =>
  answerIf(about, { ...about.known, [name]: value }) !== null

const bySensitivity = (about: InterviewCase) => (a: string, b: string) =>
  sensitivity[factNamed(about, a).classification] - sensitivity[factNamed(about, b).classification]

/** How much more often than a special-category fact one of a lesser class is preferred, by `sensitivity`. */
const preference = [1.2, 1.1, 1, 0.9, 0.5]

const chooseByProofs = (
  about: InterviewCase,
  proofs: readonly AnswerProof[],
  isLenient: boolean,
  isOneEnough: boolean,
): NextQuestion | undefined => {
  const weights = weigh(about, proofs)
  const ranked = [...weights.keys()]
    .filter(name => canBeAsked(about, about.known, name, isLenient))
    .sort((a, b) => weights.get(b)! - weights.get(a)! || factNamed(about, a).index - factNamed(about, b).index)
  for (const fact of ranked) {
    const among = proofs.filter(one => one.facts[fact] !== undefined)
    for (const { facts } of among) {
      const { [fact]: _, ...others } = facts
      const bearing = findBearing(about, fact, others, isOneEnough)
      const isEnough = among.some(one => Object.keys(one.facts).length === 1)
      if (bearing !== undefined) return { fact, outlook: isEnough ? 'may-settle' : 'open', bearing }
    }
  }
  return undefined
}

/**
 * How much each fact is worth asking about: in how many proofs it stands, each answer that is still possible weighing the same, and
 * a proof the more the fewer facts it takes, so that what settles comes first.
 */
const weigh = (about: InterviewCase, proofs: readonly AnswerProof[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { answer } of proofs) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  const weights = new Map<string, number>()
  for (const { answer, facts } of proofs) {
    const names = Object.keys(facts)
    const worth = 1 / counts.get(answer)! / names.length
    for (const name of names) weights.set(name, (weights.get(name) ?? 0) + worth)
  }
  return new Map(
    [...weights].map(([name, weight]) => [
      name,
      weight * preference[sensitivity[factNamed(about, name).classification]]!,
    ]),
  )
}

/** Two values of a fact that lead to different answers, `beside` what is known; or one that settles it, if `isOneEnough`. */
const findBearing = (
  about: InterviewCase,
  fact: string,
  beside: KnownFacts,
  isOneEnough: boolean,
): QuestionBearing | undefined => {
  const answers = valuesOf(about, fact)
    .map(value => ({ value, answer: answerIf(about, { ...about.known, ...beside, [fact]: value }) }))
    .filter(one => one.answer !== undefined)
  const settled = answers.find(one => one.answer !== null)
  const other = answers.find(one => one.answer !== settled?.answer)
  if (settled === undefined) return undefined
  if (other !== undefined) return { facts: beside, values: [settled.value, other.value] }
  const isOpen = () => answerIf(about, { ...about.known, ...beside }) === null
  return isOneEnough && isOpen() ? { facts: beside, values: [settled.value] } : undefined
}

/**
 * What can still be asked once the answer stands, best first: what says whether something is required, then who has a part, then
 * by when; then what does so only with another fact. The less sensitive comes first among those of a kind.
 */
export const listDetails = (about: InterviewCase, decision: Decision): readonly string[] => {
  const open = listOpen(about, decision, false)
  const own = listOwnQuestions(about, open, false)
  const inputs = new Set(own.flatMap(name => inputsOf(about, name)))
  const names = [...own, ...open.filter(name => !inputs.has(name))]
  const askable = names.filter(name => canBeAsked(about, about.known, name, false))
  // What can only be asked if an answer is supposed comes when nothing else is left.
  const left = askable.length > 0 ? askable : names.filter(name => canBeAsked(about, about.known, name, true))
  const ranks = new Map(left.map(name => [name, rankOf(about, decision, name)]))
  return [...left].sort((a, b) => ranks.get(a)! - ranks.get(b)!)
}

const kinds = ['requirements', 'lists', 'deadlines'] as const

const rankOf = (about: InterviewCase, decision: Decision, name: string): number => {
  const found = valuesOf(about, name).flatMap(value => decideIf(about, { [name]: value }) ?? [])
  const changed = kinds.findIndex(kind =>
    found.some(one => JSON.stringify(one[kind]) !== JSON.stringify(decision[kind])),
  )
  const kind = changed < 0 ? kinds.length : changed
  return kind * 10 + sensitivity[factNamed(about, name).classification]
}
