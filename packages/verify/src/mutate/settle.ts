import type { Rules } from '@virtual-school/rules'
import type { RequestTerms } from '../encode/request.ts'
import type { Asked, Session } from '../session.ts'
import type { Term } from '../smt/terms.ts'
import type { WitnessCase } from '../witness/witness.ts'
import { touchedBy } from './changed.ts'
import { type Doubt, doubtsOf } from './doubt.ts'
import type { Mutant } from './mutant.ts'
import { replayed } from './replay.ts'
import type { Proof, Verdict } from './verdict.ts'

/** Asks of requests in which every fact is known first, as that is quicker; then of all others. */
export const settle = async (
  rules: Rules,
  mutants: readonly Mutant[],
  session: Session,
): Promise<ReadonlyMap<Mutant, Verdict>> => {
  const started = performance.now()
  const request = session.request(rules.rulebook, 'r')
  const doubts = mutants.flatMap(mutant => doubtsOf(rules.rulebook, mutant, session, request))
  const found = new Map<Mutant, WitnessCase>()
  const open = new Set<Mutant>()
  for (const also of [[request.total], []]) {
    const left = doubts.filter(one => !found.has(one.mutant))
    const asked = left.length === 0 ? [] : await session.askAll(left.map(one => [...also, ...one.terms]))
    for (const [i, doubt] of left.entries()) {
      const answer = await caseOf(rules, session, request, doubt, also, asked[i]!, found.has(doubt.mutant))
      if (answer === 'undecided') open.add(doubt.mutant)
      else if (answer !== undefined) found.set(doubt.mutant, answer)
    }
  }
  const took = { togetherCount: mutants.length, milliseconds: Math.round(performance.now() - started) }
  return new Map(mutants.map(mutant => [mutant, verdictOf(rules, mutant, found.get(mutant), open.has(mutant), took)]))
}

const caseOf = async (
  rules: Rules,
  session: Session,
  request: RequestTerms,
  { mutant, touched, terms, exactly }: Doubt,
  also: readonly Term[],
  asked: Asked,
  isFound: boolean,
): Promise<WitnessCase | 'undecided' | undefined> => {
  if (asked === 'none' || isFound) return undefined
  if (asked === 'undecided') return 'undecided'
  const answer = await session.find(also.length === 0 ? (exactly?.() ?? terms) : [...also, ...terms], request)
  if (answer.kind !== 'found') return answer.kind === 'none' ? undefined : 'undecided'
  const { decision, authority } = touched
  return replayed(rules, mutant, { decision, authority, ...answer.found[0]! })
}

const verdictOf = (
  { rulebook }: Rules,
  mutant: Mutant,
  found: WitnessCase | undefined,
  isOpen: boolean,
  took: Omit<Proof, 'questions'>,
): Verdict => {
  if (found !== undefined) return { kind: 'differs', case: found }
  if (isOpen) return { kind: 'undecided' }
  const questions = touchedBy(rulebook, mutant.change).map(({ decision, authority }) => ({ decision, authority }))
  return { kind: 'equivalent', proof: { questions, ...took } }
}
