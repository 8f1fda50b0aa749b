import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Decision,
  type DecisionRequest,
  type ItemFinding,
  type loadRules,
  type Rule,
  type Rules,
  scenariosOf,
} from '../packages/rules/src/index.ts'

/**
 * Compares what the rules of today answer with what the program and the rules of an earlier checkout answered, over all
 * scenarios of the earlier one and so many random requests: `BEFORE_CHECKOUT=… npm run bench differences -- 200000`.
 * Each kind of difference must be explained in `differences.json`, by the text that makes the new one right.
 */

const before = process.env.BEFORE_CHECKOUT
if (before === undefined) throw new Error('BEFORE_CHECKOUT names a built checkout of the version before.')
const requestsCount = Number(process.argv[2] ?? 200_000)
const shownCount = Number(process.argv[3] ?? 60)

type Load = typeof loadRules
const load = async (checkout: string): Promise<Rules> => {
  const { loadRules: read } = (await import(join(checkout, 'packages/rules/dist/index.js'))) as { loadRules: Load }
  return read(join(checkout, 'rules'), { whole: true })
}

/** A kind of difference, and why the new is right: the most telling member first. */
interface Explanation {
  readonly at: string
  readonly decision?: string
  readonly authority?: string
  readonly was?: string
  readonly now?: string
  /** What the request says, by fact; a pattern that fits nothing fits a fact that it leaves out. */
  readonly facts?: Readonly<Record<string, string>>
  /** The earliest and the latest day of the decision. */
  readonly from?: string
  readonly to?: string
  readonly because: string
}

const explanations: readonly Explanation[] = JSON.parse(
  readFileSync(resolve('bench/differences.json'), 'utf8'),
).differences

/** What a rule says, its name and its title apart. */
const contentOf = ({ conditions, effective, exceptionTo }: Rule): string =>
  JSON.stringify([conditions, effective, exceptionTo])

interface Difference {
  readonly decision: string
  readonly authority: string
  readonly at: string
  readonly was: string
  readonly now: string
}

const fits = (pattern: string | undefined, found: string): boolean =>
  pattern === undefined || new RegExp(`^(?:${pattern})$`).test(found)

const saysSo = ({ facts = {}, from, to }: Explanation, { asOf, facts: said }: DecisionRequest): boolean =>
  (from === undefined || asOf >= from) &&
  (to === undefined || asOf <= to) &&
  Object.entries(facts).every(([name, pattern]) => fits(pattern, String(said[name] ?? '')))

const explain = (one: Difference, request: DecisionRequest): string | undefined =>
  explanations.find(
    explanation =>
      fits(explanation.at, one.at) &&
      fits(explanation.decision, one.decision) &&
      fits(explanation.authority, one.authority) &&
      fits(explanation.was, one.was) &&
      fits(explanation.now, one.now) &&
      saysSo(explanation, request),
  )?.because

/** The rules that stand behind each thing that is compared. */
const rulesBehind = (found: ReturnType<Rules['evaluate']>): ReadonlyMap<string, readonly string[]> =>
  'issues' in found
    ? new Map()
    : new Map([
        ...found.requirements.map((one): [string, readonly string[]] => [`requirements/${one.id}`, one.because]),
        ...Object.entries(found.lists).flatMap(([list, items]) =>
          items.map((one): [string, readonly string[]] => [`lists/${list}/${partOf(one)}`, one.because]),
        ),
        ...found.deadlines.map((one): [string, readonly string[]] => [
          `deadlines/${one.action}/${one.role}`,
          one.because,
        ]),
      ])

/** Everything that is compared: answer, possible answers, requirements, items and days. */
const outcomeOf = (found: ReturnType<Rules['evaluate']>): ReadonlyMap<string, string> =>
  'issues' in found
    ? new Map([['refused', found.issues.map(one => one.code).join()]])
    : new Map([
        ['answer', found.answer ?? `open: ${found.possibleAnswers.join(' or ')}`],
        ...found.requirements.map(({ id, status, applies }): [string, string] => [
          `requirements/${id}`,
          applies === 'yes' ? status : `may apply, ${status}`,
        ]),
        ...itemsOf(found),
        ...found.deadlines.map(({ action, role, status, date }): [string, string] => [
          `deadlines/${action}/${role}`,
          `${status} ${date === null ? 'without a day' : 'on a day'}`,
        ]),
      ])

const itemsOf = ({ lists }: Decision): readonly [string, string][] =>
  Object.entries(lists).flatMap(([list, items]) =>
    items.map((one): [string, string] => [`lists/${list}/${partOf(one)}`, one.status]),
  )

const partOf = ({ item, verb }: ItemFinding): string => (verb === undefined ? item : `${item}/${verb}`)

const datesOf = (found: ReturnType<Rules['evaluate']>): ReadonlyMap<string, string | null> =>
  new Map('issues' in found ? [] : found.deadlines.map(one => [`${one.action}/${one.role}`, one.date]))

const [then, now] = [await load(resolve(before)), await load(resolve('.'))]

/** The editions of each rule of some rules. */
const editionsOf = ({ rulebook }: Rules): ReadonlyMap<string, readonly Rule[]> => {
  const editions = new Map<string, Rule[]>()
  for (const rule of [...rulebook.authorities.values()].flatMap(one => one.rules))
    editions.set(rule.name, [...(editions.get(rule.name) ?? []), rule])
  return editions
}

const [rulesThen, rulesNow] = [editionsOf(then), editionsOf(now)]

/** The text of the first rule behind something that the earlier rules did not have, or had with other conditions. */
const newRuleOf = (names: readonly string[]): string | undefined => {
  const name = names.find(one => {
    const had = (rulesThen.get(one) ?? []).map(contentOf)
    return !rulesNow.get(one)!.every(rule => had.includes(contentOf(rule)))
  })
  if (name === undefined) return undefined
  const [citation] = rulesNow.get(name)![0]!.citations
  return `the rule ${name}, by ${citation!.source}, ${citation!.locator}`
}

const groups = new Map<string, Difference & { count: number; example: DecisionRequest }>()
const explained = new Map<string, number>()
let [asked, alike, refusedNow] = [0, 0, 0]

const note = (request: DecisionRequest, at: string, was: string, is: string, behind: readonly string[] = []): void => {
  const { decision, authority = 'england' } = request
  const why = explain({ decision, authority, at, was, now: is }, request) ?? newRuleOf(behind)
  if (why !== undefined) return void explained.set(why, (explained.get(why) ?? 0) + 1)
  const key = [decision, authority, at, was, is].join(' | ')
  const known = groups.get(key) ?? { decision, authority, at, was, now: is, count: 0, example: request }
  const isSmaller = Object.keys(request.facts).length < Object.keys(known.example.facts).length
  groups.set(key, { ...known, count: known.count + 1, example: isSmaller ? request : known.example })
}

const compare = (request: DecisionRequest): void => {
  asked += 1
  const [old, found] = [then.evaluate({ ...request, trace: 'none' }), now.evaluate({ ...request, trace: 'none' })]
  const [was, is] = [outcomeOf(old), outcomeOf(found)]
  const behind = rulesBehind(found)
  if (is.has('refused') !== was.has('refused')) {
    refusedNow += 1
    return note(request, 'refused', was.get('refused') ?? 'no', is.get('refused') ?? 'no')
  }
  let same = true
  for (const at of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(at) ?? 'absent', is.get(at) ?? 'absent']
    if (one === other) continue
    same = false
    note(request, at, one, other, behind.get(at))
  }
  const days = datesOf(found)
  for (const [at, date] of datesOf(old))
    if (days.has(at) && days.get(at) !== date) {
      same = false
      note(request, `deadlines/${at}`, 'one day', 'another', behind.get(`deadlines/${at}`))
    }
  if (same) alike += 1
}

/** Numbers that are the same in every run. */
const createChance = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const chance = createChance(2026)
const days = [
  ...['2013-05-01', '2016-03-01', '2018-06-01', '2021-10-01', '2022-10-01', '2023-10-01', '2024-08-18', '2024-10-01'],
  ...['2026-06-28', '2026-06-29', '2026-07-20', '2026-11-22', '2026-11-22', '2026-11-22'],
]

const anyValue = (fact: Rules['facts'][number]) => {
  if (fact.type === 'boolean') return chance(2) === 0
  if (fact.type === 'enum') return fact.values![chance(fact.values!.length)]!.value
  if (fact.type === 'date') return days[chance(days.length)]!
  return fact.min! + chance(fact.max! - fact.min! + 1)
}

const anyRequest = (): DecisionRequest => {
  const share = [2, 5, 9][chance(3)]!
  const facts = then.facts
    .filter(fact => fact.kept && chance(10) < share)
    .map(fact => [fact.name, chance(12) === 0 ? null : anyValue(fact)])
  return {
    decision: then.decisions[chance(then.decisions.length)]!.id,
    authority: then.authorities[chance(then.authorities.length)]!.id,
    asOf: days[chance(days.length)]!,
    facts: Object.fromEntries(facts),
  }
}

/** A request without the facts that contradict others, by either side: so that nearly all are answered by both. */
const consistent = (request: DecisionRequest): DecisionRequest => {
  const facts = { ...request.facts }
  for (let again = true; again; ) {
    const refused = [then, now].flatMap(rules => {
      const found = rules.evaluate({ ...request, facts, trace: 'none' })
      return 'issues' in found ? found.issues : []
    })
    const names = refused.map(issue => issue.pointer.split('/').at(-1)!).filter(name => name in facts)
    for (const name of names) delete facts[name]
    again = names.length > 0
  }
  return { ...request, facts }
}

for (const { request } of scenariosOf(then)) compare(request)
const scenariosCount = asked
for (let i = 0; i < requestsCount; i += 1) compare(consistent(anyRequest()))

const unexplained = [...groups.values()].sort((a, b) => b.count - a.count)
console.log(
  `${asked} requests, ${scenariosCount} of them scenarios: ${alike} answered alike, ${refusedNow} refused by one side alone.`,
)
console.log(`${explained.size} explanations, ${unexplained.length} kinds of difference without one.`)
for (const { decision, authority, at, was, now: is, count, example } of unexplained.slice(0, shownCount))
  console.log(
    `${count} × ${decision}, ${authority}: ${at}: ${was} → ${is}\n    ${example.asOf} ${JSON.stringify(example.facts)}`,
  )
for (const [why, count] of [...explained].sort((a, b) => b[1] - a[1])) console.log(`${count} × ${why}`)
process.exitCode = unexplained.length === 0 ? 0 : 1
