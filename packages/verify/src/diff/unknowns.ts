import { and, equal, notTerm, or, type Term } from '../smt/terms.ts'
import { listAnswerIds, standAlone } from './answer-terms.ts'
import type { Comparison } from './comparison.ts'
import { encodeCube } from './cube-truth.ts'
import type { FindingTerms } from './findings.ts'
import { type AnswerChange, buildAnswerChange } from './outcomes.ts'
import type { Bounds, Ended, FoundRegion } from './regions.ts'
import { buildRequest, replayOnBoth } from './replay.ts'
import { encodeSignatureFindings, isNothing, readSignature, type Signature } from './signature.ts'

/** Changes that show only while something is not known. */
export interface FoundUnknowns {
  readonly outcomes: readonly AnswerChange[]
  readonly ended: Ended
}

/**
 * Finds what changed for requests that no child of the regions would make: something is not known, or a fact that others
 * derive is given against them. One outcome for each way in which something changed.
 */
export const findUnknowns = async (
  comparison: Comparison,
  differing: readonly FindingTerms[],
  regions: readonly FoundRegion[],
  bounds: Bounds,
): Promise<FoundUnknowns> => {
  const { session, request, asked, sides } = comparison
  const changed = session.name(
    or(...differing.map(one => one.differs), ...(standAlone(comparison) ? [anyAnswer(comparison)] : [])),
  )
  const outside: Term[] = regions.map(one => session.name(encodeCube(sides[1], one.cube).f))
  const outcomes: AnswerChange[] = []
  for (;;) {
    const found = await session.find([asked, changed, ...outside], request)
    if (found.kind !== 'found') return { outcomes, ended: found.kind === 'none' ? 'complete' : 'undecided' }
    if (outcomes.length >= bounds.mostCount || bounds.isOver()) return { outcomes, ended: 'more' }
    const one = buildRequest(comparison, found.found[0]!)
    const changes = replayOnBoth(comparison, one)
    const signature = changes && readSignature(comparison, changes)
    if (signature === undefined || isNothing(signature)) throw new Error('A case that the solver gave does not replay.')
    outcomes.push(buildAnswerChange(comparison, signature, one))
    outside.push(session.name(notTerm(likeTerm(comparison, signature, differing))))
  }
}

/** That a request changed in the same way. */
const likeTerm = (comparison: Comparison, signature: Signature, differing: readonly FindingTerms[]): Term => {
  const findings = encodeSignatureFindings(signature, differing)
  if (!standAlone(comparison)) return findings
  const { answer } = signature
  if (answer === undefined) return and(findings, notTerm(anyAnswer(comparison)))
  const [old, now] = comparison.sides
  return and(findings, possibleAre(old, answer.before), possibleAre(now, answer.after))
}

type Side = Comparison['sides'][number]
const possible = (side: Side, id: string): Term => side.exact().get(id)?.possible ?? 'false'

const possibleAre = (side: Side, wanted: readonly string[]): Term =>
  and(...side.answers.map(({ id }) => (wanted.includes(id) ? possible(side, id) : notTerm(possible(side, id)))))

/** The answers still possible differ, as `evaluate` gives them. */
const anyAnswer = (comparison: Comparison): Term => {
  const [old, now] = comparison.sides
  return or(...listAnswerIds(comparison).map(id => notTerm(equal(possible(old, id), possible(now, id)))))
}
