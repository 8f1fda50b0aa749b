import { type Refusal, rulesFrom } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { RequestTerms } from '../encode/request.ts'
import { inSession, type Session, withZ3Loaded } from '../session.ts'
import type { Term } from '../smt/terms.ts'
import type { SolverAnswer } from '../solver/questions.ts'
import { shrink, type WitnessCase } from '../witness/witness.ts'
import { type AffectedQuestion, listAffected } from './affected.ts'
import { applyChange } from './apply.ts'
import { buildEquivalenceQueries, type EquivalenceQuery } from './equivalence-query.ts'
import type { Mutant } from './mutant.ts'
import type { Progress } from './run-mutants.ts'

/** How to prove that mutants are equivalent. */
export interface EquivalenceOptions {
  /** How long one question to the solver may take; then it is undecided. */
  readonly timeoutMs?: number | undefined
  readonly progress?: Progress
}

/** So many that asking together pays, so few that the solver does not drown in what was stated for the others. */
const togetherCount = 40

/** Proves of each mutant whether it is equivalent. A case that tells one apart has been replayed through `evaluate`, and shrunk. */
export const proveEquivalence = async (
  rules: Rules,
  mutants: readonly Mutant[],
  { timeoutMs, progress = () => {} }: EquivalenceOptions = {},
): Promise<ReadonlyMap<Mutant, Verdict>> => {
  const verdicts = new Map<Mutant, Verdict>()
  await withZ3Loaded(async () => {
    for (let from = 0; from < mutants.length; from += togetherCount) {
      progress(from, mutants.length)
      const some = mutants.slice(from, from + togetherCount)
      const settled = await inSession({ timeoutMs }, session => settleTogether(rules, some, session))
      for (const [mutant, verdict] of settled) verdicts.set(mutant, verdict)
    }
  })
  return verdicts
}

/** Asks about requests in which every fact is known first, as that is quicker; then about all others. */
const settleTogether = async (
  rules: Rules,
  mutants: readonly Mutant[],
  session: Session,
): Promise<ReadonlyMap<Mutant, Verdict>> => {
  const started = performance.now()
  const request = session.request(rules.rulebook, 'r')
  const queries = mutants.flatMap(mutant => buildEquivalenceQueries(rules.rulebook, mutant, session, request))
  const found = new Map<Mutant, WitnessCase>()
  const open = new Set<Mutant>()
  for (const also of [[request.total], []]) {
    const left = queries.filter(one => !found.has(one.mutant))
    const asked = left.length === 0 ? [] : await session.askAll(left.map(one => [...also, ...one.terms]))
    for (const [i, query] of left.entries()) {
      const answer = await findCase(rules, session, request, query, also, asked[i]!, found.has(query.mutant))
      if (answer === 'undecided') open.add(query.mutant)
      else if (answer !== undefined) found.set(query.mutant, answer)
    }
  }
  const took = { togetherCount: mutants.length, milliseconds: Math.round(performance.now() - started) }
  return new Map(
    mutants.map(mutant => [mutant, buildVerdict(rules, mutant, found.get(mutant), open.has(mutant), took)]),
  )
}

const findCase = async (
  rules: Rules,
  session: Session,
  request: RequestTerms,
  { mutant, affected, terms, exactly }: EquivalenceQuery,
  also: readonly Term[],
  asked: SolverAnswer,
  isFound: boolean,
): Promise<WitnessCase | 'undecided' | undefined> => {
  if (asked === 'none' || isFound) return undefined
  if (asked === 'undecided') return 'undecided'
  const answer = await session.find(also.length === 0 ? (exactly?.() ?? terms) : [...also, ...terms], request)
  if (answer.kind !== 'found') return answer.kind === 'none' ? undefined : 'undecided'
  const { decision, authority } = affected
  return replayCase(rules, mutant, { decision, authority, ...answer.found[0]! })
}

const buildVerdict = (
  { rulebook }: Rules,
  mutant: Mutant,
  found: WitnessCase | undefined,
  isOpen: boolean,
  took: Omit<Proof, 'questions'>,
): Verdict => {
  if (found !== undefined) return { kind: 'differs', case: found }
  if (isOpen) return { kind: 'undecided' }
  const questions = listAffected(rulebook, mutant.change).map(({ decision, authority }) => ({ decision, authority }))
  return { kind: 'equivalent', proof: { questions, ...took } }
}

/** Replays the solver’s case and makes it as small as it can be. Throws if `evaluate` does not tell the mutant from the rules by it. */
const replayCase = (rules: Rules, mutant: Mutant, found: WitnessCase): WitnessCase => {
  const mutated = rulesFrom(applyChange(rules.rulebook, mutant.change))
  const tellsApart = (tried: WitnessCase): boolean => {
    const request = { ...tried, trace: 'none' } as const
    const [before, after] = [rules.evaluate(request), mutated.evaluate(request)]
    return !('issues' in before) && outcomeKey(before) !== outcomeKey(after)
  }
  if (!tellsApart(found))
    throw new Error(`The solver’s case does not tell ${mutant.id} from the rules: ${JSON.stringify(found)}`)
  return shrink(rules.rulebook, found, tellsApart)
}

/**
 * A key that two sets of rules share if they answer a request the same: answers, requirements, items and deadlines, with their
 * statuses, times and forces. Titles, reasons, what is missing, readings and the trace do not count.
 */
export const outcomeKey = (outcome: Decision | Refusal): string => {
  if ('issues' in outcome) return JSON.stringify(outcome.issues.map(one => one.code))
  const { possibleAnswers, requirements, lists, deadlines } = outcome
  return JSON.stringify([
    possibleAnswers,
    requirements.map(one => [one.id, one.status, one.applies, one.force]),
    Object.entries(lists).map(([list, items]) => [
      list,
      items.map(one => [one.item, one.verb, one.when, one.status, one.force]),
    ]),
    deadlines.map(one => [one.action, one.role, one.status, one.date, one.basis]),
  ])
}

/** Whether any request tells a mutant from the rules. */
export type Verdict =
  /** Proved that none does, by these questions, each over every request on every day. */
  | { readonly kind: 'equivalent'; readonly proof: Proof }
  /** This one does. */
  | { readonly kind: 'differs'; readonly case: WitnessCase }
  /** The solver could not tell. */
  | { readonly kind: 'undecided' }

/** What proves a mutant equivalent. Mutants are proved together, so the time is that of all of them. */
export interface Proof {
  readonly questions: readonly QuestionName[]
  readonly togetherCount: number
  readonly milliseconds: number
}

/** A decision of an authority. */
export type QuestionName = Pick<AffectedQuestion, 'decision' | 'authority'>
