import { performance } from 'node:perf_hooks'
import { type DecisionDefinition, forms, type Invariant } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { DecisionQuestion, QuestionTerms } from '../encode/question-terms.ts'
import type { RequestTerms } from '../encode/request.ts'
import { type CheckProgress, inSession, type Session, withZ3Loaded } from '../session.ts'
import { buildWitness, shrinkAll, type Witness, type WitnessCase } from '../witness/witness.ts'
import { agreementClaim } from './agreement.ts'
import type { Decide, InvariantClaim, Terms } from './claim.ts'
import { irrelevantClaim } from './irrelevant.ts'
import { learningClaim } from './learning.ts'
import { permissiveClaim } from './permissive.ts'
import { statementClaim } from './statement.ts'
import { unheldClaim } from './unheld.ts'

/** What became of an invariant. */
export interface InvariantReport {
  readonly invariant: Invariant
  readonly verdict: 'proved' | 'refuted' | 'undecided'
  /** If it is refuted: a case for each authority and decision in which it is. */
  readonly breaches: readonly Breach[]
  /** The authorities and decisions for which the solver could not tell. */
  readonly undecided: readonly { readonly authority: string; readonly decision: string }[]
  readonly questionsCount: number
  readonly durationMs: number
}

/** A case that breaks an invariant. */
export interface Breach {
  readonly authority: string
  readonly decision: string
  readonly witness: Witness
}

/** What to prove, and how. */
export interface ProveOptions {
  /** How far one question to the solver may go, in milliseconds of an idle machine, counted in its steps. Absent: 60,000. */
  readonly timeoutMs?: number
  /** If given, only these: invariants by id, and the authorities and decisions for which they are tried. */
  readonly invariants?: readonly string[]
  readonly authorities?: readonly string[]
  readonly decisions?: readonly string[]
  /** Called before each question. */
  readonly onProgress?: (at: CheckProgress) => void
}

/** A claim, and what became of it. */
interface Judged {
  readonly claim: InvariantClaim
  readonly breach: Breach | 'none' | 'undecided'
  readonly durationMs: number
}

/**
 * Proves or refutes every invariant of the rules (loaded whole), over every request that the vocabulary permits, unknown facts
 * included. A case that breaks one has been decided by `evaluate` before it is shown. One that was not tried has no report.
 */
export const proveInvariants = async (
  rules: Rules,
  options: ProveOptions = {},
): Promise<readonly InvariantReport[]> => {
  const { timeoutMs = 60_000 } = options
  const invariants = rules.rulebook.invariants.filter(one => options.invariants?.includes(one.id) ?? true)
  const claims = invariants.flatMap(one => buildClaims(rules, one)).filter(one => isAsked(one, options))
  const outcomes: Judged[] = []
  const decisions = [...new Set(claims.map(one => one.question.decision))]
  const proveIn = async (session: Session, decision: DecisionDefinition): Promise<void> => {
    const terms = termsIn(session, rules)
    for (const claim of claims.filter(one => one.question.decision === decision)) {
      const { authority } = claim.question
      const at = { authority: authority.id, decision: decision.id, done: outcomes.length, total: claims.length }
      options.onProgress?.(at)
      outcomes.push(await judge(session, terms, claim, rules))
    }
  }
  await withZ3Loaded(async () => {
    for (const decision of decisions) await inSession({ timeoutMs }, session => proveIn(session, decision))
  })
  return invariants.flatMap(one => {
    const about = outcomes.filter(({ claim }) => claim.invariant === one)
    return about.length === 0 ? [] : [buildReport(one, about)]
  })
}

const isAsked = (
  { question: { authority, decision } }: InvariantClaim,
  { authorities, decisions }: ProveOptions,
): boolean => (authorities?.includes(authority.id) ?? true) && (decisions?.includes(decision.id) ?? true)

const buildReport = (invariant: Invariant, outcomes: readonly Judged[]): InvariantReport => {
  const breaches = outcomes.flatMap(({ breach }) => (typeof breach === 'string' ? [] : [breach]))
  const undecided = outcomes
    .filter(one => one.breach === 'undecided')
    .map(({ claim: { question } }) => ({ authority: question.authority.id, decision: question.decision.id }))
  return {
    invariant,
    verdict: breaches.length > 0 ? 'refuted' : undecided.length > 0 ? 'undecided' : 'proved',
    breaches,
    undecided,
    questionsCount: outcomes.length,
    durationMs: outcomes.reduce((sum, one) => sum + one.durationMs, 0),
  }
}

const buildClaims = ({ rulebook, ...rules }: Rules, invariant: Invariant): readonly InvariantClaim[] => {
  const authorities = [...rulebook.authorities.values()]
  const decisionsNamed = (named: readonly string[] | undefined, otherwise: (one: DecisionDefinition) => boolean) =>
    [...rulebook.decisions.values()].filter(one => named?.includes(one.id) ?? otherwise(one))
  const questions = (decisions: readonly DecisionDefinition[], among = authorities): readonly DecisionQuestion[] =>
    decisions.flatMap(decision => among.map(authority => ({ rulebook, authority, decision })))
  const decide: Decide = found => {
    const decision = rules.evaluate({ ...found, trace: 'none' })
    return 'issues' in decision ? undefined : (decision as Decision)
  }
  const isPermit = (one: DecisionDefinition): boolean => forms[one.form].permissiveness !== null
  switch (invariant.kind) {
    case 'never':
    case 'always': {
      const among = authorities.filter(one => (invariant.authority ?? one.id) === one.id)
      return questions([rulebook.decisions.get(invariant.decision)!], among).map(one =>
        statementClaim(invariant, one, decide),
      )
    }
    case 'never-more-permissive': {
      const among = authorities.filter(one => one.id !== invariant.than)
      return questions(
        decisionsNamed(invariant.decisions, () => true),
        among,
      ).map(one => permissiveClaim(invariant, one, decide))
    }
    case 'learning-less-never-permits-more':
      return questions(decisionsNamed(invariant.decisions, isPermit)).map(one => learningClaim(invariant, one, decide))
    case 'irrelevant':
      return questions(decisionsNamed(invariant.irrelevantTo, () => false)).map(one =>
        irrelevantClaim(invariant, one, decide),
      )
    case 'agree': {
      const [first, ...others] = invariant.agreeing.map(id => rulebook.decisions.get(id)!)
      return others.flatMap(other => questions([first!]).map(one => agreementClaim(invariant, one, other, decide)))
    }
    case 'unheld-law-keeps-open':
      return questions(decisionsNamed(invariant.decisions, () => true)).map(one => unheldClaim(invariant, one, decide))
  }
}

const termsIn = (session: Session, { rulebook }: Rules): Terms => {
  const requests = new Map<string, RequestTerms>()
  const questions = new Map<string, QuestionTerms>()
  const once = <T>(kept: Map<string, T>, key: string, make: () => T): T => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    kept.set(key, made)
    return made
  }
  const request: Terms['request'] = name => once(requests, name, () => session.request(rulebook, name))
  return {
    request,
    question: (question, name) =>
      once(questions, `${question.authority.id} ${question.decision.id} ${name}`, () =>
        session.question(question, request(name)),
      ),
  }
}

const judge = async (session: Session, terms: Terms, claim: InvariantClaim, { rulebook }: Rules): Promise<Judged> => {
  const startedMs = performance.now()
  const { is, requests } = claim.breach(terms)
  const asked = await session.find(is, ...requests)
  const after = (breach: Judged['breach']): Judged => ({ claim, breach, durationMs: performance.now() - startedMs })
  if (asked.kind !== 'found') return after(asked.kind)
  const { authority, decision } = claim.question
  const found = asked.found.map((one): WitnessCase => ({ authority: authority.id, decision: decision.id, ...one }))
  if (!claim.isBreach(...found))
    throw new Error(`A case that breaks “${claim.invariant.id}” by the solver does not break it by evaluate.`)
  const cases = shrinkAll(rulebook, found, tried => claim.isBreach(...tried))
  const { text, case: shown } = buildWitness(rulebook, cases[0]!)
  return after({
    authority: authority.id,
    decision: decision.id,
    witness: { text: `${text} ${claim.inWords(...cases)}`, case: shown },
  })
}
