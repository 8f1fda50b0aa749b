import { setImmediate as nextTurn } from 'node:timers/promises'
import { type ScenarioCase, scenariosOf } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'

/** A worked case that was tried with a rule. */
export interface TriedCase {
  readonly name: string
  readonly authority: string
  readonly asOf: string
  /** What is answered in it, as a sentence. */
  readonly summary: string
}

/** The cases in which a rule was in force and asked for: those in which it holds, and the others. */
export interface TriedCases {
  readonly holds: readonly TriedCase[]
  readonly others: readonly TriedCase[]
}

interface Tried {
  readonly holds: TriedCase[]
  readonly others: TriedCase[]
}

const tried = new WeakMap<Rules, Map<string, Promise<ReadonlyMap<string, TriedCases>>>>()
const nothing: TriedCases = { holds: [], others: [] }

/** The worked cases of some questions that try a rule. `whole` are rules with their scenarios; those of a question are decided once. */
export const casesThatTry = async (whole: Rules, rule: string, questions: readonly string[]): Promise<TriedCases> => {
  const known = tried.get(whole) ?? new Map<string, Promise<ReadonlyMap<string, TriedCases>>>()
  tried.set(whole, known)
  const found: TriedCases[] = []
  for (const question of questions) {
    const byRule = known.get(question) ?? tryCases(whole, question)
    known.set(question, byRule)
    found.push((await byRule).get(rule) ?? nothing)
  }
  return { holds: found.flatMap(one => one.holds), others: found.flatMap(one => one.others) }
}

/** Others are served in between: so long one turn may take. */
const turnMilliseconds = 8

const tryCases = async (whole: Rules, question: string): Promise<ReadonlyMap<string, TriedCases>> => {
  const byRule = new Map<string, Tried>()
  let begun = performance.now()
  for (const one of scenariosOf(whole).filter(({ scenario }) => scenario.decision === question)) {
    tryCase(whole, one, byRule)
    if (performance.now() - begun < turnMilliseconds) continue
    await nextTurn()
    begun = performance.now()
  }
  return byRule
}

const tryCase = (whole: Rules, { authority, scenario, request }: ScenarioCase, into: Map<string, Tried>): void => {
  const decision = whole.evaluate(request)
  if ('issues' in decision) return
  const found: TriedCase = { name: scenario.name, authority, asOf: scenario.asOf, summary: decision.summary }
  const asked = decision.trace!.rules.filter(one => one.inForce !== 'false')
  const holding = new Set(asked.filter(one => one.truth === 'true').map(one => one.name))
  for (const name of new Set(asked.map(one => one.name))) {
    const cases = into.get(name) ?? { holds: [], others: [] }
    into.set(name, cases)
    cases[holding.has(name) ? 'holds' : 'others'].push(found)
  }
}
