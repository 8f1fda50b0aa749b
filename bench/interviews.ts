import { join, resolve } from 'node:path'
import { loadRules, scenariosOf } from '../packages/rules/src/index.ts'
import type { Rules } from '../packages/rules/src/internal.ts'
import {
  askedBefore,
  decisionOf,
  faultOfBearing,
  interviewOf,
  knowsOf,
} from '../packages/rules/test/support/interviews.ts'
import { table } from './table.ts'

/**
 * Holds the interviews of the shipped scenarios, and counts their questions: `npm run bench interviews`. Somebody who knows the
 * scenario’s facts and what follows from them replies, and says “I do not know” to everything else. Beside it the same person is
 * asked as version 1.0 chose its questions, by the rules of today: the same law on both sides. It fails if a question could not
 * change the answer, or there are more than four fifths as many.
 *
 * `BEFORE_CHECKOUT` names a built checkout of the version before: then its own scenarios, library and rules stand beside today’s,
 * and whatever the law has gained since counts too. That is printed, and decides nothing.
 */

const casesCount = Number(process.env.INTERVIEWS ?? 300)
const most = 0.8

const rules = await loadRules('rules', { whole: true })
const checkout = process.env.BEFORE_CHECKOUT
const before =
  checkout === undefined
    ? rules
    : await (
        (await import(join(resolve(checkout), 'packages/rules/dist/index.js'))) as { loadRules: typeof loadRules }
      ).loadRules(join(resolve(checkout), 'rules'), { whole: true })

/** Whether a question and an authority of a scenario are there. */
const canBeAsked = (of: Rules, decision: string, authority: string): boolean =>
  of.rulebook.decisions.has(decision) && of.rulebook.authorities.has(authority)

// The scenarios of the version before, if it is named: they stay the same, whatever is added.
const cases = scenariosOf(before).filter(
  ({ authority, request }) =>
    !('issues' in rules.evaluate({ ...request, trace: 'none' })) && canBeAsked(rules, request.decision, authority),
)
const sample = Array.from(
  { length: Math.min(casesCount, cases.length) },
  (_, i) => cases[Math.floor((i * cases.length) / Math.min(casesCount, cases.length))]!,
)

const held = sample.map(({ authority, scenario, request }) => {
  const knows = knowsOf(rules, request)
  const begun = performance.now()
  const { asked, end } = interviewOf(rules, { ...request, facts: {} }, knows)
  const took = performance.now() - begun
  const then = askedBefore(before, request, knows)
  const isSpecial = (of: Rules, fact: string) => of.rulebook.factsByName.get(fact)?.classification === 'special'
  return {
    decision: request.decision,
    name: `${authority}, ${request.decision}: ${scenario.name}`,
    asked: asked.map(one => one.fact),
    before: then.asked,
    special: asked.filter(one => isSpecial(rules, one.fact)).length,
    specialBefore: then.asked.filter(one => isSpecial(before, one)).length,
    faults: asked.flatMap(one => faultOfBearing(rules, one) ?? []),
    isAnswered: decisionOf(end).answer !== null,
    wasAnswered: then.answer !== null,
    // The first step of an interview is worked out before its first question.
    milliseconds: took / (asked.length + 1),
  }
})

type Held = (typeof held)[number]
const sum = (of: readonly Held[], count: (one: Held) => number): number => of.reduce((all, one) => all + count(one), 0)
const rowOf = (name: string, of: readonly Held[]): readonly string[] => {
  const [now, then] = [sum(of, one => one.asked.length), sum(of, one => one.before.length)]
  const longest = (lists: readonly (readonly string[])[]) => String(Math.max(...lists.map(one => one.length)))
  return [
    name,
    String(of.length),
    String(then),
    String(now),
    (now / then).toFixed(2),
    longest(of.map(one => one.before)),
    longest(of.map(one => one.asked)),
    `${sum(of, one => one.specialBefore)}`,
    `${sum(of, one => one.special)}`,
    `${of.filter(one => one.wasAnswered).length}`,
    `${of.filter(one => one.isAnswered).length}`,
  ]
}

const decisions = [...new Set(held.map(one => one.decision))]
const head = [
  '',
  'interviews',
  'before',
  'now',
  'now/before',
  'longest before',
  'now',
  'special before',
  'now',
  'answered before',
  'now',
]
console.log(
  `The questions of interviews; before: ${checkout === undefined ? 'as version 1.0 chose, by this library' : `by ${before.version} in BEFORE_CHECKOUT`}.\n`,
)
console.log(
  table([
    head,
    ...decisions.map(id =>
      rowOf(
        id,
        held.filter(one => one.decision === id),
      ),
    ),
    rowOf('all', held),
  ]),
)

const longer = held.filter(one => one.asked.length > one.before.length)
console.log(
  `\nLonger than before: ${longer.length}, by ${sum(longer, one => one.asked.length - one.before.length)} questions in all. Shorter: ${held.filter(one => one.asked.length < one.before.length).length}.`,
)
for (const { name, asked, before: then, isAnswered, wasAnswered } of longer)
  console.log(
    `- ${name}: ${asked.length} for ${then.length}${isAnswered && !wasAnswered ? ', and now there is an answer' : ''}. ${asked.join(', ')}`,
  )
const lost = held.filter(one => one.wasAnswered && !one.isAnswered)
console.log(`\nNo answer any more: ${lost.length}.`)
for (const one of lost) console.log(`- ${one.name}`)
const times = held.map(one => one.milliseconds).sort((a, b) => a - b)
console.log(
  `\nWorking out a question took ${times[times.length >> 1]!.toFixed(0)} ms in the middle, ${times.at(-1)!.toFixed(0)} at most.`,
)

const faults = held.flatMap(one => one.faults.map(fault => `${one.name}: ${fault}`))
console.log(`Questions that could not change the answer: ${faults.length}.`)
for (const fault of faults) console.log(`- ${fault}`)
const share = sum(held, one => one.asked.length) / sum(held, one => one.before.length)
const isSameLaw = checkout === undefined
if (faults.length > 0 || (isSameLaw && (lost.length > 0 || share > most))) process.exitCode = 1
