import type { Condition, Leaf, Rulebook, VocabularyFact } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { QuestionTerms } from '../encode/question-terms.ts'
import { canBeGiven, type RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import { and, or, type Term } from '../smt/terms.ts'
import { encodeFindings, type FindingTerms } from './findings.ts'
import { bareCondition, isSame } from './plain-form.ts'
import { addForeignFacts, buildCommonVocabulary } from './vocabulary.ts'

/** One question about one request, as both sides answer it. */
export interface Comparison {
  readonly session: Session
  readonly rules: readonly [old: Rules, now: Rules]
  readonly authority: string
  readonly decision: string
  readonly request: RequestTerms
  readonly sides: readonly [old: QuestionTerms, now: QuestionTerms]
  readonly findings: readonly FindingTerms[]
  /** Neither side refuses the request. */
  readonly asked: Term
  /** Neither side refuses the request, and every fact is known to both. */
  readonly total: Term
  /** The facts that the two sides derive differently. */
  readonly otherwise: ReadonlySet<string>
}

/** Encodes a question in the session, once as each side answers it. */
export const openComparison = (
  session: Session,
  [old, now]: Comparison['rules'],
  authority: string,
  decision: string,
): Comparison => {
  const request = session.request(buildCommonVocabulary(old.rulebook, now.rulebook), 'r')
  const encodeSide = ({ rulebook }: Rules, other: Rules): QuestionTerms =>
    session.question(
      {
        rulebook: addForeignFacts(rulebook, other.rulebook),
        authority: rulebook.authorities.get(authority)!,
        decision: rulebook.decisions.get(decision)!,
      },
      request,
    )
  const sides = [encodeSide(old, now), encodeSide(now, old)] as const
  const otherwise = listDerivedOtherwise(old.rulebook, now.rulebook)
  const asked = session.name(and(...sides.map(one => one.consistent)))
  const known = request.rulebook.facts
    .filter(canBeGiven)
    .map(fact => (otherwise.has(fact.name) ? knownToBoth(sides, fact) : request.facts.get(fact.name)!.known))
  return {
    session,
    rules: [old, now],
    authority,
    decision,
    request,
    sides,
    findings: encodeFindings(...sides),
    asked,
    total: session.name(and(asked, ...known)),
    otherwise,
  }
}

/** That a fact is given, or derived by both sides. */
const knownToBoth = (sides: Comparison['sides'], fact: VocabularyFact): Term => {
  const value = fact.values?.[0]?.value ?? true
  return and(
    ...sides.map(side => {
      const { t, f } = side.truthOf({ fact: fact.name, operator: 'equal', value })
      return or(t, f)
    }),
  )
}

/** Lists the facts that the two sides derive differently, or from such facts: what is given of them is not all that counts. */
const listDerivedOtherwise = (old: Rulebook, now: Rulebook): ReadonlySet<string> => {
  const found = new Set<string>()
  const isOtherwise = (fact: VocabularyFact): boolean => {
    const [before, after] = [plainDerivation(old.factsByName.get(fact.name)), plainDerivation(fact)]
    return !isSame(before, after) || factsIn(after).some(name => found.has(name))
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const fact of now.facts) if (old.factsByName.has(fact.name) && isOtherwise(fact)) found.add(fact.name)
  }
  return found
}

const plainDerivation = (fact: VocabularyFact | undefined) => ({
  from: fact?.derived?.from === undefined ? null : bareCondition(fact.derived.from),
  cases: fact?.derived?.cases?.map(one => ({ value: one.value, when: bareCondition(one.when) })) ?? [],
})

const factsIn = ({ from, cases }: ReturnType<typeof plainDerivation>): readonly string[] =>
  [...(from === null ? [] : [from]), ...cases.map(one => one.when)]
    .flatMap(leavesIn)
    .flatMap(({ fact, value }) => (typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]))

const leavesIn = (condition: Condition): readonly Leaf[] => {
  if ('all' in condition) return condition.all.flatMap(leavesIn)
  if ('any' in condition) return condition.any.flatMap(leavesIn)
  if ('not' in condition) return leavesIn(condition.not)
  return 'condition' in condition ? [] : [condition]
}
