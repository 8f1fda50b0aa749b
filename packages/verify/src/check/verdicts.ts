import type { FoundCase, Session } from '../session.ts'
import type { SolverAnswer } from '../solver/questions.ts'
import { buildWitness, shrink, type Witness, type WitnessCase } from '../witness/witness.ts'
import type { Confirms, Expected, Feared, Nearest } from './expected.ts'
import { type Finding, findingKey, type Undecided } from './finding.ts'
import type { Inquiry } from './inquiry.ts'

/** What became of the questions of one inquiry. */
export interface Verdicts {
  readonly findings: readonly Finding[]
  readonly undecided: readonly Undecided[]
  /** The keys of what was shown to be as it should be. */
  readonly sound: readonly string[]
}

/** Asks whether all of these are possible: the quickest way first, and the next way of those that this one did not settle. */
export const judgeExpected = async (inquiry: Inquiry, all: readonly Expected[]): Promise<Verdicts> => {
  const asked = new Map<Expected, SolverAnswer>(all.map(one => [one, 'none']))
  const most = Math.max(0, ...all.map(one => one.possible.length))
  for (let way = 0; way < most; way += 1) {
    const open = all.filter(one => asked.get(one) !== 'found' && one.possible[way] !== undefined)
    const verdicts = await inquiry.session.askAll(open.map(one => one.possible[way]!))
    open.forEach((one, i) => {
      if (verdicts[i] === 'found' || asked.get(one) === 'none') asked.set(one, verdicts[i]!)
    })
  }
  const doubtful = all.filter(one => asked.get(one) === 'none' && one.provided !== undefined)
  const provided = await inquiry.session.askAll(doubtful.map(one => one.provided!))
  doubtful.forEach((one, i) => {
    if (provided[i] !== 'found') asked.set(one, provided[i] === 'none' ? 'found' : 'undecided')
  })
  const findings: Finding[] = []
  for (const one of all) if (asked.get(one) === 'none') findings.push(await buildFinding(inquiry, one))
  return gatherVerdicts(
    all,
    one => asked.get(one) === 'found',
    one => asked.get(one) === 'undecided',
    findings,
  )
}

/** Asks whether any of these faults is possible. */
export const judgeFeared = async (inquiry: Inquiry, all: readonly Feared[]): Promise<Verdicts> => {
  const verdicts = await inquiry.session.askAll(all.map(one => one.fault))
  const asked = new Map(all.map((one, i) => [one, verdicts[i]!]))
  const findings: Finding[] = []
  for (const one of all) if (asked.get(one) === 'found') findings.push(await buildFault(inquiry, one))
  return gatherVerdicts(
    all,
    () => false,
    one => asked.get(one) === 'undecided',
    findings,
  )
}

const gatherVerdicts = <T extends Undecided>(
  all: readonly T[],
  isSound: (one: T) => boolean,
  isOpen: (one: T) => boolean,
  findings: readonly Finding[],
): Verdicts => ({
  findings,
  undecided: all.filter(isOpen).map(({ code, about, rules }) => ({ code, about, rules })),
  sound: all.filter(isSound).map(findingKey),
})

/** The finding of something that is proved impossible, with the nearest case that is possible. */
const buildFinding = async (inquiry: Inquiry, expected: Expected): Promise<Finding> => {
  const { code, about, rules, message } = expected
  for (const nearest of expected.nearest) {
    const found = nearest.given ?? (await findCase(inquiry, nearest.terms))
    if (found === undefined) continue
    const witness = replayCase(inquiry, found, nearest.confirms, `${code} ${about}`)
    return { code, about, rules, message: addRemark(message, nearest), witness, shows: 'nearest' }
  }
  return { code, about, rules, message, witness: null }
}

const addRemark = (message: string, { adds }: Nearest): string => (adds === undefined ? message : `${message} ${adds}`)

/** The finding of a fault that is shown to be possible. */
const buildFault = async (inquiry: Inquiry, feared: Feared): Promise<Finding> => {
  const { code, about, rules, message, fault, keeps = [], drops = [], confirms } = feared
  const found = await findCase(inquiry, fault)
  if (found === undefined) throw new Error(`The solver found ${code} ${about}, and then did not.`)
  const facts = Object.fromEntries(Object.entries(found.facts).filter(([name]) => !drops.includes(name)))
  const witness = replayCase(inquiry, { ...found, facts }, confirms, `${code} ${about}`, keeps)
  return { code, about, rules, message, witness, shows: 'fault' }
}

const findCase = async (
  { session, question }: Inquiry,
  terms: Parameters<Session['find']>[0],
): Promise<FoundCase | undefined> => {
  const found = await session.find(terms, question.request)
  return found.kind === 'found' ? found.found[0] : undefined
}

/** Replays the case and makes it as small as it can be. If `evaluate` decides otherwise than the solver, the error is ours. */
const replayCase = (
  { rules, authority, decision }: Inquiry,
  { asOf, facts }: FoundCase,
  confirms: Confirms,
  what: string,
  keeps: readonly string[] = [],
): Witness => {
  const whole: WitnessCase = { decision: decision.id, authority: authority.id, asOf, facts }
  const holds = (tried: WitnessCase) =>
    keeps.every(name => !(name in facts) || tried.facts[name] === facts[name]) && confirms(rules.evaluate(tried))
  if (!holds(whole)) throw new Error(`The solver’s case for ${what} does not replay: ${JSON.stringify(whole)}`)
  return buildWitness(rules.rulebook, shrink(rules.rulebook, whole, holds))
}
