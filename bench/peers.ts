import { runFirstPass } from '../packages/rules/src/evaluate/passes/first-pass.ts'
import { programOf } from '../packages/rules/src/evaluate/program/question.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { parseFacts, type Way } from './contenders.ts'
import { jsonLogicWay } from './peers/json-logic.ts'
import { zenWay } from './peers/zen.ts'

/** Other engines with the same rules, ready to be measured. */
export interface Peers {
  readonly ways: Readonly<Record<string, Way>>
  readonly rulesCount: number
  /** Which could not be loaded here, and why. */
  readonly leftOut: readonly string[]
}

/** A request that also gives each fact that the library would derive, for engines that derive none. */
export const withDerivedFacts = (rules: Rules, request: DecisionRequest): DecisionRequest => {
  const parsed = parseFacts(rules, request)
  const program = programOf(rules.rulebook, parsed)
  const { truths } = runFirstPass(program, parsed.values)
  const derived = program.facts.flatMap(({ fact, derivation }) => {
    const found = derivation.find(part => truths[part.literal] === 2)
    return found === undefined ? [] : [[fact.name, found.value]]
  })
  return { ...request, facts: { ...Object.fromEntries(derived), ...request.facts } }
}

/** Other engines with the conditions of every rule that is in force for the first of the requests. */
export const preparePeers = async (rules: Rules, requests: readonly DecisionRequest[]): Promise<Peers> => {
  const { authority, rules: inForce } = programOf(rules.rulebook, parseFacts(rules, requests[0]!))
  const conditions = inForce.map(one => one.rule.conditions)
  const zen = await zenWay(authority, conditions).catch((error: unknown) => String(error))
  const jsonLogic = jsonLogicWay(authority, conditions)
  const ways = typeof zen === 'string' ? { jsonLogic } : { zen, jsonLogic }
  for (const [name, way] of Object.entries<Way>(ways)) await assertSameTruths(rules, name, way, requests)
  const leftOut = typeof zen === 'string' ? [`@gorules/zen-engine is left out: ${zen.split('\n')[0]}`] : []
  return { ways, rulesCount: conditions.length, leftOut }
}

/** The comparison is fair only if all say the same of every rule. */
const assertSameTruths = async (rules: Rules, name: string, way: Way, requests: readonly DecisionRequest[]) => {
  for (const request of requests) {
    // zen-engine gives its keys in no order.
    const given = Object.entries((await way(request)) as object).map(([key, truth]) => [Number(key), truth] as const)
    const found = given.sort(([a], [b]) => a - b).map(([, truth]) => truth)
    const ours = readTruths(rules, request)
    const other = ours.findIndex(({ truth }, i) => found[i] !== truth)
    if (found.length !== ours.length || other >= 0)
      throw new Error(`${name} finds ${found[other]} and the library finds ${ours[other]?.truth}: ${ours[other]?.rule}`)
  }
}

/** Whether the conditions of each rule in force hold; every one must be known. */
const readTruths = (rules: Rules, request: DecisionRequest): readonly { rule: string; truth: boolean }[] => {
  const parsed = parseFacts(rules, request)
  const program = programOf(rules.rulebook, parsed)
  const { truths } = runFirstPass(program, parsed.values)
  return program.rules.map(({ rule, conditions }) => {
    if (truths[conditions] === 1) throw new Error(`not known of a complete case: ${rule.name}`)
    return { rule: rule.name, truth: truths[conditions] === 2 }
  })
}
