import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadRules, scenariosOf } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { type Cause, createCauses } from './differences/causes.ts'
import { listDifferences, outcomeOf } from './differences/outcomes.ts'
import { createRequests } from './differences/requests.ts'

/**
 * Compares what the rules of today answer with what the program and the rules of an earlier checkout answered, over all
 * scenarios of the earlier one and so many random requests: `BEFORE_CHECKOUT=… npm run bench differences -- 200000`.
 *
 * The first difference of each kind is traced to what makes it: changes of the rules that, taken back together, bring the
 * earlier value again, none of which can be left out. A new rule or text has its source. Any other change is explained in
 * `differences.json`.
 */

const before = process.env.BEFORE_CHECKOUT
if (before === undefined) throw new Error('BEFORE_CHECKOUT names a built checkout of the version before.')
const requestsCount = Number(process.argv[2] ?? 200_000)
const shownCount = Number(process.argv[3] ?? 60)

const earlier = (await import(join(resolve(before), 'packages/rules/dist/index.js'))) as { loadRules: typeof loadRules }
const load = (read: typeof loadRules, checkout: string): Promise<Rules> =>
  read(join(checkout, 'rules'), { whole: true })
const [then, now] = [await load(earlier.loadRules, resolve(before)), await load(loadRules, resolve('.'))]
/** So often each kind of difference is traced, whosever rules answer; later ones of the kind are counted. */
const tracedCount = 1
/** The earlier rules as the program of today reads them. */
const read = await load(loadRules, resolve(before))

interface Explanation {
  readonly change: string
  readonly because: string
}
const explanations: readonly Explanation[] = JSON.parse(
  readFileSync(resolve('bench/differences.json'), 'utf8'),
).differences
const explanationOf = (name: string): string | undefined =>
  explanations.find(one => new RegExp(`^(?:${one.change})$`).test(name))?.because

const findCause = createCauses(read, now)
const causes = new Map<string, { readonly cause: Cause; count: number; example: DecisionRequest; at: string }>()
const traced = new Map<string, number>()
const untraced = new Map<string, { count: number; example: DecisionRequest }>()
let [asked, alike, differencesCount, refusedOnce] = [0, 0, 0, 0]

const note = (request: DecisionRequest, at: string, was: string, is: string): void => {
  differencesCount += 1
  const kind = [request.decision, at, was, is].join(' | ').replace(/\d{4}-\d\d-\d\d/g, 'a day')
  const timesTraced = traced.get(kind) ?? 0
  traced.set(kind, timesTraced + 1)
  if (timesTraced >= tracedCount) return
  const cause = findCause(request, at, was)
  if (cause === undefined) {
    const key = `${request.decision} | ${at} | ${was} → ${is}`
    const known = untraced.get(key) ?? { count: 0, example: request }
    untraced.set(key, { ...known, count: known.count + 1 })
    return
  }
  const key = cause.changes.map(one => one.name).join(' + ')
  const known = causes.get(key) ?? { cause, count: 0, example: request, at: `${at}: ${was} → ${is}` }
  causes.set(key, { ...known, count: known.count + 1 })
}

const compare = (request: DecisionRequest): void => {
  asked += 1
  const [was, is] = [then, now].map(rules => outcomeOf(rules.evaluate({ ...request, trace: 'none' }))) as [
    ReturnType<typeof outcomeOf>,
    ReturnType<typeof outcomeOf>,
  ]
  if (is.has('refused') || was.has('refused')) {
    if (is.has('refused') !== was.has('refused')) {
      refusedOnce += 1
      note(request, 'refused', was.get('refused') ?? 'absent', is.get('refused') ?? 'absent')
    }
    return
  }
  const differences = listDifferences(was, is)
  if (differences.length === 0) alike += 1
  for (const { at, was: one, now: other } of differences) note(request, at, one, other)
}

for (const { request } of scenariosOf(then)) compare(request)
const scenariosCount = asked
const anyRequest = createRequests(then, now)
for (let i = 0; i < requestsCount; i += 1) {
  compare(anyRequest())
  if (i % 20_000 === 19_999) console.error(`${asked} requests, ${causes.size} causes`)
}

const unexplained = new Map<string, { count: number; example: DecisionRequest; at: string }>()
for (const { cause, count, example, at } of causes.values())
  for (const change of cause.changes)
    if (!change.hasSource && explanationOf(change.name) === undefined)
      unexplained.set(change.name, { count: (unexplained.get(change.name)?.count ?? 0) + count, example, at })

console.log(
  `${asked} requests, ${scenariosCount} of them scenarios: ${alike} answered alike, ${refusedOnce} refused by one side alone, ${differencesCount} differences of ${traced.size} kinds, of each kind ${tracedCount} traced.`,
)
console.log(
  `${causes.size} causes. ${untraced.size} kinds of difference that no change of the rules makes, ${unexplained.size} changes without an explanation.`,
)
const show = (what: string, { count, example }: { count: number; example: DecisionRequest }, at = ''): void =>
  console.log(
    `${count} × ${what}\n    ${at}\n    ${example.decision} ${example.authority} ${example.asOf} ${JSON.stringify(example.facts)}`,
  )
for (const [what, one] of [...untraced].sort((a, b) => b[1].count - a[1].count).slice(0, shownCount)) show(what, one)
for (const [what, one] of [...unexplained].sort((a, b) => b[1].count - a[1].count).slice(0, shownCount))
  show(what, one, one.at)
console.log('\nBy cause:')
for (const [names, { count }] of [...causes].sort((a, b) => b[1].count - a[1].count)) console.log(`${count} × ${names}`)
process.exitCode = untraced.size + unexplained.size === 0 ? 0 : 1
