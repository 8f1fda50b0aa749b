import type { Rulebook } from '@virtual-school/rules'
import type { RequestTerms } from '../encode/request.ts'
import type { Session } from '../session.ts'
import type { Term } from '../smt/terms.ts'
import { applyChange } from './apply.ts'
import { around } from './around.ts'
import { type Touched, touchedBy } from './changed.ts'
import { differs, differsExactly, weighsConclusions } from './difference.ts'
import type { Mutant } from './mutant.ts'

/** A mutant put to one authority’s decision: that some request, which is not refused, is answered otherwise. */
export interface Doubt {
  readonly mutant: Mutant
  readonly touched: Touched
  readonly terms: readonly Term[]
  /** Where they may hold of a request with unknown facts and nobody could see it: what then must hold. */
  readonly exactly: (() => readonly Term[]) | undefined
}

/** The doubts of a mutant, its own authority’s first; none where what is said of a request is plainly the same everywhere. */
export const doubtsOf = (
  rulebook: Rulebook,
  mutant: Mutant,
  session: Session,
  request: RequestTerms,
): readonly Doubt[] => {
  const mutated = applyChange(rulebook, mutant.change)
  const touched = touchedBy(rulebook, mutant.change)
  const ownFirst = [...touched].sort(
    (a, b) => Number(b.authority === mutant.layer) - Number(a.authority === mutant.layer),
  )
  return ownFirst.flatMap((one): readonly Doubt[] => {
    const [before, after] = [rulebook, mutated].map(book => {
      const decision = book.decisions.get(one.decision)!
      const authority = around(book.authorities.get(one.authority)!, rulebook, one)
      return session.question({ rulebook: book, authority, decision }, request)
    })
    const term = differs(before!, after!)
    if (term === 'false') return []
    const { consistent } = before!
    const exactly = () => [consistent, session.name(differsExactly(before!, after!))]
    return [
      {
        mutant,
        touched: one,
        terms: [consistent, session.name(term)],
        exactly: weighsConclusions(before!) ? exactly : undefined,
      },
    ]
  })
}
