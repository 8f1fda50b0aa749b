import {
  type Authority,
  type Condition,
  type Leaf,
  type OperatorName,
  operators,
  type Relation,
  type Rulebook,
  type Scalar,
} from '@virtual-school/rules'
import { proposedFact } from '@virtual-school/rules/internal'
import {
  and,
  atMost,
  certain,
  equal,
  ite,
  kleeneAnd,
  kleeneNot,
  kleeneOr,
  less,
  notTerm,
  or,
  type Term,
  type TruthTerms,
} from '../smt/terms.ts'
import { type Codes, type FactTerms, valueTerm } from './request.ts'
import { nameTruth, type Script } from './script.ts'

/** An alternative of a reading, tried in place of what was taken. */
export interface Tried {
  readonly reading: string
  readonly position: number
}

/** What gives a condition its truth: an authority’s definitions and readings, and facts as they are given. */
export interface World {
  readonly script: Script
  readonly codes: Codes
  readonly rulebook: Rulebook
  readonly authority: Authority
  readonly facts: ReadonlyMap<string, FactTerms>
  readonly tried: Tried | undefined
  /** What the question is about: a test of the action that all of these pass, or none, is known. Empty: anything. */
  readonly proposes: readonly string[]
  /** Each definition once. */
  readonly definitions: Map<string, TruthTerms>
  /** Facts with what derives them. */
  readonly effective: Map<string, FactTerms>
}

/** A world in which nothing is encoded yet. */
export const worldOf = (parts: Omit<World, 'definitions' | 'effective'>): World => ({
  ...parts,
  definitions: new Map(),
  effective: new Map(),
})

/** Encodes how true a condition is, by Kleene’s logic. */
export const encodeCondition = (world: World, condition: Condition): TruthTerms =>
  nameTruth(world.script, meaningOf(world, condition))

const meaningOf = (world: World, condition: Condition): TruthTerms => {
  if ('all' in condition) return kleeneAnd(condition.all.map(one => encodeCondition(world, one)))
  if ('any' in condition) return kleeneOr(condition.any.map(one => encodeCondition(world, one)))
  if ('not' in condition) return kleeneNot(encodeCondition(world, condition.not))
  const instead = insteadOf(world, condition.reading)
  if (instead !== undefined) return encodeCondition(world, instead)
  return 'condition' in condition ? definitionTruth(world, condition.condition) : leafTruth(world, condition)
}

const insteadOf = ({ tried, authority }: World, reading: string | undefined): Condition | undefined =>
  tried !== undefined && reading === tried.reading
    ? authority.readings.get(reading)!.alternatives[tried.position]!.condition
    : undefined

const definitionTruth = (world: World, name: string): TruthTerms => {
  const known = world.definitions.get(name)
  if (known !== undefined) return known
  const made = encodeCondition(world, world.authority.definitions.get(name)!.conditions)
  world.definitions.set(name, made)
  return made
}

/** Whether every action that the question is about passes a test of the action, or none does. */
const decidedByQuestion = ({ proposes }: World, { fact, operator, value }: Leaf): boolean | undefined => {
  if (fact !== proposedFact || proposes.length === 0 || (typeof value === 'object' && 'fact' in value)) return undefined
  const passing = proposes.filter(action => operators[operator].holds(action, value as Scalar)).length
  return passing === proposes.length ? true : passing === 0 ? false : undefined
}

const leafTruth = (world: World, leaf: Leaf): TruthTerms => {
  const decided = decidedByQuestion(world, leaf)
  if (decided !== undefined) return certain(String(decided))
  const { fact, operator, value } = leaf
  const left = effectiveFact(world, fact)
  const { known, holds } =
    typeof value === 'object' && 'fact' in value
      ? linked(left, effectiveFact(world, value.fact), operator)
      : { known: left.known, holds: testOf(world, left.value, operator, fact, value) }
  return { t: and(known, holds), f: and(known, notTerm(holds)) }
}

const linked = (left: FactTerms, right: FactTerms, operator: OperatorName) => ({
  known: and(left.known, right.known),
  holds: testTerm(operator, left.value, [right.value]),
})

const testOf = (world: World, left: Term, operator: OperatorName, name: string, value: Scalar | readonly Scalar[]) => {
  const fact = world.rulebook.factsByName.get(name)!
  const wanted = (Array.isArray(value) ? value : [value]).map((one: Scalar) => valueTerm(world.codes, fact, one))
  return testTerm(operator, left, wanted)
}

const testTerm = (operator: OperatorName, found: Term, wanted: readonly Term[]): Term => {
  const { relation, swapped, negated: kleeneNot } = operators[operator]
  const [first] = wanted
  return swapped ? relationTerm[relation](first!, [found], kleeneNot) : relationTerm[relation](found, wanted, kleeneNot)
}

/** That a relation holds, or that it does not, of a value and the one or the list that it is asked about. */
const relationTerm: Readonly<Record<Relation, (a: Term, others: readonly Term[], isNegated: boolean) => Term>> = {
  equals: (a, [b], isNegated) => (isNegated ? notTerm(equal(a, b!)) : equal(a, b!)),
  isAmong: (a, list, isNegated) =>
    isNegated ? and(...list.map(one => notTerm(equal(a, one)))) : or(...list.map(one => equal(a, one))),
  isBelow: (a, [b], isNegated) => (isNegated ? atMost(b!, a) : less(a, b!)),
}

/** A fact as it is given, or else as others derive it. */
export const effectiveFact = (world: World, name: string): FactTerms => {
  const known = world.effective.get(name)
  if (known !== undefined) return known
  const made = derivedFact(world, name, world.facts.get(name)!)
  world.effective.set(name, made)
  return made
}

/** A fact given as `given`, or else derived. */
export const derivedFact = (world: World, name: string, given: FactTerms): FactTerms => {
  const fact = world.rulebook.factsByName.get(name)!
  const { from, cases } = fact.derived ?? {}
  if (from !== undefined) {
    const { t, f } = encodeCondition(world, from)
    return {
      known: world.script.name(or(given.known, t, f)),
      value: world.script.name(ite(given.known, given.value, t)),
    }
  }
  if (cases === undefined) return given
  const parts = cases.map(one => ({
    value: valueTerm(world.codes, fact, one.value),
    when: encodeCondition(world, one.when).t,
  }))
  const derived = parts.reduceRight((otherwise, one) => ite(one.when, one.value, otherwise), given.value)
  return {
    known: world.script.name(or(given.known, ...parts.map(one => one.when))),
    value: ite(given.known, given.value, derived),
  }
}
