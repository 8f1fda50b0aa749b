import type { Rulebook } from '@virtual-school/rules'
import type { RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import type { Term } from '../smt/terms.ts'
import { type AffectedQuestion, listAffected } from './affected.ts'
import { applyChange } from './apply.ts'
import { differs, differsExactly, weighsAnswers } from './difference.ts'
import type { Mutant } from './mutant.ts'
import { sliceRules } from './rule-slice.ts'

/** The question whether a mutant and the rules answer some request of one authority’s decision differently. */
export interface EquivalenceQuery {
  readonly mutant: Mutant
  readonly affected: AffectedQuestion
  /** They are true together if they answer differently. */
  readonly terms: readonly Term[]
  /** For requests with unknown facts, if the terms could be true without any difference that a decision shows: what must be true then. */
  readonly exactly: (() => readonly Term[]) | undefined
}

/** Builds the queries of a mutant, its own authority’s first; none for a question whose terms are the same. */
export const buildEquivalenceQueries = (
  rulebook: Rulebook,
  mutant: Mutant,
  session: Session,
  request: RequestTerms,
): readonly EquivalenceQuery[] => {
  const mutated = applyChange(rulebook, mutant.change)
  const affected = listAffected(rulebook, mutant.change)
  const ownFirst = [...affected].sort(
    (a, b) => Number(b.authority === mutant.layer) - Number(a.authority === mutant.layer),
  )
  return ownFirst.flatMap((one): readonly EquivalenceQuery[] => {
    const [before, after] = [rulebook, mutated].map(book => {
      const decision = book.decisions.get(one.decision)!
      const authority = sliceRules(book.authorities.get(one.authority)!, rulebook, one)
      return session.question({ rulebook: book, authority, decision }, request)
    })
    const term = differs(before!, after!)
    if (term === 'false') return []
    const { consistent } = before!
    const exactly = () => [consistent, session.name(differsExactly(before!, after!))]
    return [
      {
        mutant,
        affected: one,
        terms: [consistent, session.name(term)],
        exactly: weighsAnswers(before!, after!) ? exactly : undefined,
      },
    ]
  })
}
