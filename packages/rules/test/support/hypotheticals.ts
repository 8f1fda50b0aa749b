import { contradictionsOf } from '../../src/compile/questions.ts'
import { findReach } from '../../src/compile/reach.ts'
import { programOf } from '../../src/evaluate/program/question.ts'
import { truthIn } from '../../src/evaluate/reference/truth.ts'
import { parseRequest } from '../../src/evaluate/request/parse-request.ts'
import type { Rules } from '../../src/internal.ts'
import { truthsFromJsonRulesEngine } from '../../src/json-rules-engine/truths.ts'
import { boundariesOf } from './boundaries.ts'
import type { Facts, FullRequest } from './random-requests.ts'

/** More unknown facts than this would take json-rules-engine too long. */
const unknownFactsLimit = 9

interface Found {
  readonly possibleAnswers: readonly string[]
  /** Of the facts asked about, those that settle the answer alone. */
  readonly settling: readonly string[]
}

/**
 * What is still possible, and which facts settle it, by trying every value of every unknown fact, each time with truths
 * from json-rules-engine; nothing is taken from the library’s own what-ifs. Undefined where too much is unknown.
 */
export const hypothetically = async (
  rules: Rules,
  asked: FullRequest,
  bearing: readonly string[],
): Promise<Found | undefined> => {
  const { domainOf } = boundariesOf(rules)
  const request = withoutBirth(rules, asked)
  const { order, unknown } = unknownFacts(rules, request)
  if (unknown.length > unknownFactsLimit) return undefined
  const known = new Map<string, readonly string[]>()
  const kleene = async (facts: Facts): Promise<readonly string[]> => {
    const key = JSON.stringify(Object.entries(facts).sort())
    const found = known.get(key) ?? (await answersFromEngine(rules, { ...request, facts }))
    known.set(key, found)
    return found
  }
  const possible = async (facts: Facts): Promise<readonly string[]> => {
    let left = await kleene(facts)
    for (const name of unknown) {
      if (facts[name] != null || left.length <= 1) continue
      const union = new Set<string>()
      for (const value of domainOf(name, facts))
        for (const answer of await kleene({ ...facts, [name]: value })) union.add(answer)
      const narrowed = left.filter(answer => union.has(answer))
      if (narrowed.length > 0) left = narrowed
    }
    return left
  }
  const settles = async (name: string): Promise<boolean> => {
    for (const value of domainOf(name, request.facts)) {
      const supposed = { ...request.facts, [name]: value }
      if ((await kleene(supposed)).length > 0 && (await possible(supposed)).length !== 1) return false
    }
    return true
  }
  const possibleAnswers = order(await possible(request.facts))
  const settling: string[] = []
  if (possibleAnswers.length > 1) for (const name of bearing) if (await settles(name)) settling.push(name)
  return { possibleAnswers, settling }
}

const programFor = (rules: Rules, request: FullRequest) => {
  const parsed = parseRequest(rules.rulebook, request)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return { parsed: parsed.value, program: programOf(rules.rulebook, parsed.value) }
}

/** A date of birth becomes what it stands for, on the day of the request; what the day decides nobody gives. */
const withoutBirth = (rules: Rules, request: FullRequest): FullRequest => {
  const { values } = programFor(rules, request).parsed
  return {
    ...request,
    facts: Object.fromEntries(
      rules.facts.flatMap(({ name, index, given }) =>
        values[index] == null || given !== undefined ? [] : [[name, values[index]]],
      ),
    ),
  }
}

/** The facts that this question can ask for and that are not known; what only contradicts others bears on no answer. */
const unknownFacts = (rules: Rules, request: FullRequest) => {
  const { parsed, program } = programFor(rules, request)
  const { constants } = findReach(parsed.authority, parsed.decision, rules.rulebook.factsByName, [])
  const unknown = program.facts
    .filter(({ fact, askable }) => askable && constants.has(fact.name) && parsed.values[fact.index] == null)
    .map(({ fact }) => fact.name)
  return {
    unknown,
    order: (answers: readonly string[]) =>
      parsed.decision.answers.map(one => one.id).filter(id => answers.includes(id)),
  }
}

/** The answers that the truths leave possible; none where the facts contradict one another. */
const answersFromEngine = async (rules: Rules, request: FullRequest): Promise<readonly string[]> => {
  const { parsed, program } = programFor(rules, request)
  // Contradictions refuse a request before any evaluator is asked, so json-rules-engine never sees them.
  if (
    contradictionsOf(rules.rulebook, parsed.decision).some(
      one => truthIn(rules.rulebook, request.facts, one.never) === 2,
    )
  )
    return []
  const truths = await truthsFromJsonRulesEngine(program, parsed.values)
  return parsed.decision.answers.filter((_, i) => truths[program.answers[i]!] !== 0).map(one => one.id)
}
