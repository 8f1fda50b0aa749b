import {
  type Authority,
  type Condition,
  type Decision,
  type DecisionRequest,
  type Issue,
  type MissingFact,
  operators,
  type Rules,
  type Scalar,
} from '@virtual-school/rules'
import type { Prompter } from '../../terminal/prompter.ts'

/** Kleene’s truths, as numbers that order them. */
const [NO, PERHAPS, YES] = [0, 1, 2] as const
type Relevance = typeof NO | typeof PERHAPS | typeof YES

/** What is known of a fact so far; null if nothing. */
export type KnownFacts = (fact: string) => Scalar | null

/** Whether it makes sense to ask, by what is known so far. It decides only the order of questions, never an answer. */
export const isIrrelevant = (when: Condition | undefined, authority: Authority, known: KnownFacts): boolean =>
  when !== undefined && relevance(when, authority, known) === NO

const relevance = (at: Condition, authority: Authority, known: KnownFacts): Relevance => {
  const of = (part: Condition) => relevance(part, authority, known)
  if ('all' in at) return Math.min(YES, ...at.all.map(of)) as Relevance
  if ('any' in at) return Math.max(NO, ...at.any.map(of)) as Relevance
  if ('not' in at) return (YES - of(at.not)) as Relevance
  if ('condition' in at) return of(authority.definitions.get(at.condition)!.conditions)
  const found = known(at.fact)
  const { value } = at
  const wanted = typeof value === 'object' && 'fact' in value ? known(value.fact) : value
  if (found === null || wanted === null) return PERHAPS
  return operators[at.operator].holds(found, wanted) ? YES : NO
}

/** How an interview ended: with the decision reached, or with the issues of a request that was refused from the start. */
export type Ending =
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Asks what still bears on the answer, best question first, until nothing does or nothing is left to ask. */
export const interview = async (rules: Rules, request: DecisionRequest, prompter: Prompter): Promise<Ending> => {
  const facts: Record<string, Scalar | null> = { ...request.facts }
  const skipped = new Set<string>()
  for (;;) {
    const decision = rules.evaluate({ ...request, facts })
    if ('issues' in decision) return { kind: 'refused', issues: decision.issues }
    const open = stillOpen(rules, decision, facts, skipped)
    const next = open[0]
    if (decision.status === 'determined' || next === undefined) return { kind: 'decided', decision }
    const fact = rules.rulebook.factsByName.get(next.fact)!
    const reply = await prompter.ask({ fact, openCount: open.length })
    if (reply.kind === 'stop') return { kind: 'stopped' }
    if (reply.kind === 'skip') skipped.add(fact.name)
    else {
      const value = reply.kind === 'answer' ? reply.value : null
      const refused = refusalMessages(rules, { ...request, facts: { ...facts, [fact.name]: value } })
      if (refused.length === 0) facts[fact.name] = value
      for (const line of refused) prompter.say(line)
    }
  }
}

/** A reply that cannot be, alone or beside earlier ones, is not taken, and its question comes again. */
const refusalMessages = (rules: Rules, request: DecisionRequest): readonly string[] => {
  const found = rules.evaluate({ ...request, trace: 'none' })
  return 'issues' in found ? [...new Set(found.issues.map(issue => issue.message))] : []
}

/** What can be asked and bears on the answer, in the library’s order; what makes no sense by what is known comes last. */
const stillOpen = (
  rules: Rules,
  decision: Decision,
  facts: DecisionRequest['facts'],
  skipped: ReadonlySet<string>,
): readonly MissingFact[] => {
  const authority = rules.rulebook.authorities.get(decision.authority)!
  const known = (fact: string): Scalar | null => decision.trace?.facts[fact]?.value ?? facts[fact] ?? null
  const isPostponed = (one: MissingFact) =>
    isIrrelevant(rules.rulebook.factsByName.get(one.fact)!.relevantWhen, authority, known)
  const open = decision.missing.filter(
    one => one.for === 'answer' && one.state === 'not-asked' && !skipped.has(one.fact),
  )
  return [...open.filter(one => !isPostponed(one)), ...open.filter(isPostponed)]
}
