import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Decision,
  type DecisionRequest,
  type loadRules,
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
    items.map(({ item, verb, status }): [string, string] => [
      `lists/${list}/${item}${verb === undefined ? '' : `/${verb}`}`,
      status,
    ]),
  )

const datesOf = (found: ReturnType<Rules['evaluate']>): ReadonlyMap<string, string | null> =>
  new Map('issues' in found ? [] : found.deadlines.map(one => [`${one.action}/${one.role}`, one.date]))

const [then, now] = [await load(resolve(before)), await load(resolve('.'))]

const groups = new Map<string, Difference & { count: number; example: DecisionRequest }>()
let [asked, alike, refusedNow] = [0, 0, 0]

const note = (request: DecisionRequest, at: string, was: string, is: string): void => {
  const { decision, authority = 'england' } = request
  const key = [decision, authority, at, was, is].join(' | ')
  const known = groups.get(key) ?? { decision, authority, at, was, now: is, count: 0, example: request }
  const isSmaller = Object.keys(request.facts).length < Object.keys(known.example.facts).length
  groups.set(key, { ...known, count: known.count + 1, example: isSmaller ? request : known.example })
}

const compare = (request: DecisionRequest): void => {
  asked += 1
  const [old, found] = [then.evaluate({ ...request, trace: 'none' }), now.evaluate({ ...request, trace: 'none' })]
  const [was, is] = [outcomeOf(old), outcomeOf(found)]
  if (is.has('refused') !== was.has('refused')) {
    refusedNow += 1
    return note(request, 'refused', was.get('refused') ?? 'no', is.get('refused') ?? 'no')
  }
  let same = true
  for (const at of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(at) ?? 'absent', is.get(at) ?? 'absent']
    if (one === other) continue
    same = false
    note(request, at, one, other)
  }
  const days = datesOf(found)
  for (const [at, date] of datesOf(old))
    if (days.has(at) && days.get(at) !== date) {
      same = false
      note(request, `deadlines/${at}`, 'one day', 'another')
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

const found = [...groups.values()].sort((a, b) => b.count - a.count)
const unexplained = found.filter(one => explain(one) === undefined)
console.log(
  `${asked} requests, ${scenariosCount} of them scenarios: ${alike} answered alike, ${refusedNow} refused by one side alone.`,
)
console.log(`${found.length} kinds of difference, ${unexplained.length} of them unexplained.`)
for (const { decision, authority, at, was, now: is, count, example } of unexplained.slice(0, Number(process.argv[3] ?? 60)))
  console.log(
    `${count} × ${decision}, ${authority}: ${at}: ${was} → ${is}\n    ${example.asOf} ${JSON.stringify(example.facts)}`,
  )
const used = new Map<string, number>()
for (const one of found) {
  const why = explain(one)?.because
  if (why !== undefined) used.set(why, (used.get(why) ?? 0) + one.count)
}
for (const [why, count] of [...used].sort((a, b) => b[1] - a[1])) console.log(`${count} × ${why}`)
process.exitCode = unexplained.length === 0 ? 0 : 1
