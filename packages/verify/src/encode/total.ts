import type { Rulebook, VocabularyFact } from '@virtual-school/rules'
import { and, notTerm, or, type Term } from '../smt/terms.ts'
import { encodeCondition, type World, worldOf } from './conditions.ts'
import { type Codes, canBeGiven, declareRequest, isWhollyDerived, type RequestTerms } from './request.ts'
import type { Script } from './script.ts'
import { encodeCalendar } from './supplied.ts'

/** Declares a request of which nothing is known; `prefix` keeps its names apart from those of other requests. */
export const openRequest = (script: Script, codes: Codes, rulebook: Rulebook, prefix: string): RequestTerms => {
  const declared = declareRequest(script, codes, rulebook, prefix)
  return { ...declared, total: script.name(encodeTotal(script, codes, declared)) }
}

/**
 * That every fact is given but those that others derive, and those that it makes no sense to ask: who was never looked after
 * has no way out of care, so that any value of it would contradict.
 */
const encodeTotal = (script: Script, codes: Codes, request: Omit<RequestTerms, 'total'>): Term => {
  const { rulebook, asOf, facts } = request
  const world = worldOf({
    script,
    codes,
    rulebook,
    authority: rulebook.authorities.get(rulebook.national)!,
    facts: new Map([...facts, ...encodeCalendar(script, rulebook, asOf)]),
    tried: undefined,
    proposes: [],
  })
  return and(
    ...rulebook.facts
      .filter(fact => canBeGiven(fact) && !isWhollyDerived(fact))
      .map(fact => or(facts.get(fact.name)!.known, isSenseless(world, fact))),
  )
}

/** That it is not known to make sense to ask for the fact. */
const isSenseless = (world: World, { relevantWhen }: VocabularyFact): Term =>
  relevantWhen === undefined ? 'false' : notTerm(encodeCondition(world, relevantWhen).t)
