import type { Rules, VocabularyFact } from '@virtual-school/rules'
import type { QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import { and, or, type Term } from '../smt/terms.ts'
import { derivedOtherwise } from './derived-otherwise.ts'
import { type FindingTerms, findingTerms } from './findings.ts'
import { commonVocabulary, withFactsOf } from './vocabulary.ts'

/** One question as both sides answer it, about one and the same request. */
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
  /** And every fact is known to both. */
  readonly total: Term
  readonly otherwise: ReadonlySet<string>
}

/** Says a question to the solver, once as each side answers it. */
export const openComparison = (
  session: Session,
  [old, now]: Comparison['rules'],
  authority: string,
  decision: string,
): Comparison => {
  const request = session.request(commonVocabulary(old.rulebook, now.rulebook), 'r')
  const questionOf = ({ rulebook }: Rules, other: Rules): QuestionTerms =>
    session.question(
      {
        rulebook: withFactsOf(rulebook, other.rulebook),
        authority: rulebook.authorities.get(authority)!,
        decision: rulebook.decisions.get(decision)!,
      },
      request,
    )
  const sides = [questionOf(old, now), questionOf(now, old)] as const
  const otherwise = derivedOtherwise(old.rulebook, now.rulebook)
  const asked = session.name(and(...sides.map(one => one.consistent)))
  const known = request.rulebook.facts
    .filter(fact => fact.kept)
    .map(fact => (otherwise.has(fact.name) ? knownToBoth(sides, fact) : request.facts.get(fact.name)!.known))
  return {
    session,
    rules: [old, now],
    authority,
    decision,
    request,
    sides,
    findings: findingTerms(...sides),
    asked,
    total: session.name(and(asked, ...known)),
    otherwise,
  }
}

/** Given, or worked out by both. */
const knownToBoth = (sides: Comparison['sides'], fact: VocabularyFact): Term => {
  const value = fact.values?.[0]?.value ?? true
  return and(
    ...sides.map(side => {
      const { t, f } = side.truthOf({ fact: fact.name, operator: 'equal', value })
      return or(t, f)
    }),
  )
}
