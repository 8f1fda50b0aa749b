import type { Case, Session } from '../session.ts'
import { shrink, type Witness, type WitnessCase, witnessOf } from '../witness/witness.ts'
import type { Confirms, Expected, Feared, Nearest } from './expected.ts'
import type { Finding } from './finding.ts'
import type { Inquiry } from './inquiry.ts'

/** What is proved impossible, with the nearest case that can be; undefined where it need not be possible. */
export const findingOf = async (inquiry: Inquiry, expected: Expected): Promise<Finding> => {
  const { code, about, rules, message } = expected
  for (const nearest of expected.nearest) {
    const found = nearest.given ?? (await findCase(inquiry, nearest.terms))
    if (found === undefined) continue
    const witness = witnessFrom(inquiry, found, nearest.confirms, `${code} ${about}`)
    return { code, about, rules, message: withMore(message, nearest), witness, shows: 'nearest' }
  }
  return { code, about, rules, message, witness: null }
}

const withMore = (message: string, { adds }: Nearest): string => (adds === undefined ? message : `${message} ${adds}`)

/** What is shown to be possible, and should not be. */
export const faultOf = async (inquiry: Inquiry, feared: Feared): Promise<Finding> => {
  const { code, about, rules, message, fault, keeps = [], drops = [], confirms } = feared
  const found = await findCase(inquiry, fault)
  if (found === undefined) throw new Error(`The solver found ${code} ${about}, and then did not.`)
  const facts = Object.fromEntries(Object.entries(found.facts).filter(([name]) => !drops.includes(name)))
  const witness = witnessFrom(inquiry, { ...found, facts }, confirms, `${code} ${about}`, keeps)
  return { code, about, rules, message, witness, shows: 'fault' }
}

const findCase = async (
  { session, question }: Inquiry,
  terms: Parameters<Session['find']>[0],
): Promise<Case | undefined> => {
  const found = await session.find(terms, question.request)
  return found.kind === 'found' ? found.found[0] : undefined
}

/** Replays the case and makes it as small as it can be. A case that `evaluate` sees otherwise is a fault of ours. */
const witnessFrom = (
  { rules, authority, decision }: Inquiry,
  { asOf, facts }: Case,
  confirms: Confirms,
  what: string,
  keeps: readonly string[] = [],
): Witness => {
  const whole: WitnessCase = { decision: decision.id, authority: authority.id, asOf, facts }
  const holds = (tried: WitnessCase) =>
    keeps.every(name => !(name in facts) || tried.facts[name] === facts[name]) && confirms(rules.evaluate(tried))
  if (!holds(whole)) throw new Error(`The solver’s case for ${what} does not replay: ${JSON.stringify(whole)}`)
  return witnessOf(rules.rulebook, shrink(rules.rulebook, whole, holds))
}
