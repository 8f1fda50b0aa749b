import { availableParallelism } from 'node:os'
import { columnsOf } from '../packages/rules/src/evaluate/columns/columns-of.ts'
import { programOf } from '../packages/rules/src/evaluate/program/question.ts'
import { loadRules, type WantedPart } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { drawChildren, fillings, forgetFacts, repeatInColumns } from './children.ts'
import { contender, parseFacts } from './contenders.ts'
import { type Contender, measure, medianRate, medianRatio, runsCount } from './measure.ts'
import { jsonLogicWay } from './peers/json-logic.ts'
import { withDerivedFacts } from './peers.ts'
import { perSecond, table, times } from './table.ts'

// `npm run bench caseload -- QUESTION…`: how many children a second are answered at once, by the rules in rules/ and those of
// Luton, on one core. The columns are in memory. Without a question it is all of them.

const asOf = '2026-11-22'
const authority = 'luton'
/** How many different children there are, and how many of them in columns; the latter also if it is asked what is missing. */
const mixes = [
  { name: 'no two alike', distinctCount: 4_000, childrenCount: 4_000, missingCount: 1_000 },
  { name: '1,000 different ones, again and again', distinctCount: 1_000, childrenCount: 20_000, missingCount: 20_000 },
] as const
type Mix = (typeof mixes)[number]

type Question = Omit<DecisionRequest, 'facts'>

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** What answers many children a turn counts as many. */
interface Many extends Contender {
  readonly children: number
}

const atOnce = (
  rules: Rules,
  question: Question,
  name: string,
  children: readonly DecisionRequest['facts'][],
  count: number,
  want: readonly WantedPart[],
): Many => {
  const { trace: _, ...asked } = question
  const request = { ...asked, count, columns: repeatInColumns(rules, children, count), want }
  return { name, children: count, decide: () => rules.answerAll(request) }
}

const oneByOne = (
  name: string,
  way: (request: DecisionRequest) => unknown,
  requests: readonly DecisionRequest[],
): Many => ({
  ...contender(name, way, requests),
  children: 1,
})

/** Answers that differ would make the comparison worthless. */
const assertSame = (rules: Rules, question: Question, children: readonly DecisionRequest['facts'][]): void => {
  const { trace: _, ...asked } = question
  const found = rules.answerAll({ ...asked, count: children.length, columns: columnsInOrder(rules, children) })
  if ('issues' in found) throw new Error(JSON.stringify(found.issues))
  children.forEach((facts, child) => {
    const one = rules.answer({ ...question, facts })
    const possible = found.answers.filter((_, i) => ((found.possible[child]! >> i) & 1) === 1)
    if ('issues' in one || one.possibleAnswers.join() !== possible.join())
      throw new Error(`at once child ${child} has another answer than alone`)
  })
}

const columnsInOrder = (rules: Rules, children: readonly DecisionRequest['facts'][]) => {
  const made = columnsOf(rules, children)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.value.columns
}

/** Every way to answer children of whom so much is known. A peer knows no unknown, so it is asked only if all is known. */
const listWays = (
  rules: Rules,
  question: Question,
  children: readonly DecisionRequest['facts'][],
  { childrenCount, missingCount }: Mix,
  isWhole: boolean,
): readonly Many[] => {
  const requests = children.map(facts => ({ ...question, facts }))
  const { authority: whose, rules: inForce } = programOf(rules.rulebook, parseFacts(rules, requests[0]!))
  const peer = jsonLogicWay(
    whose,
    inForce.map(one => one.rule.conditions),
  )
  const many = (name: string, count: number, want: readonly WantedPart[]) =>
    atOnce(rules, question, name, children, count, want)
  return [
    many('at once, the answer alone', childrenCount, []),
    many('at once, with requirements, items, deadlines', childrenCount, ['requirements', 'items', 'deadlines']),
    many('at once, with what is missing', missingCount, ['missing']),
    oneByOne('one by one, the answer alone', rules.answer, requests),
    oneByOne('one by one, the full result', rules.evaluate, requests),
    ...(isWhole
      ? [
          oneByOne(
            'json-logic-engine, compiled',
            peer,
            requests.map(request => withDerivedFacts(rules, request)),
          ),
        ]
      : []),
  ]
}

/** Children a second, and how many times as many as the last way answers. */
const printQuestion = async (rules: Rules, decision: string, mix: Mix): Promise<void> => {
  const question: Question = { decision, authority, asOf, trace: 'none' }
  const whole = drawChildren(rules, question, mix.distinctCount)
  const cells = new Map<string, string[]>()
  for (const share of Object.values(fillings)) {
    const children = forgetFacts(whole, share)
    assertSame(rules, question, children)
    const ways = listWays(rules, question, children, mix, share === 100)
    const measured = await measure(ways)
    const against = share === 100 ? ways.length - 1 : 3
    measured.forEach((one, i) => {
      const perTurn = ways[i]!.children / ways[against]!.children
      const cell = `${perSecond(medianRate(one) * ways[i]!.children)} (${times(medianRatio(one, measured[against]!) * perTurn)})`
      cells.set(one.name, [...(cells.get(one.name) ?? []), cell])
    })
  }
  const rows = [...cells].map(([name, row]) => [name, ...Object.keys(fillings).map((_, i) => row[i] ?? '')])
  print(`${table([[`${decision}, ${mix.name}`, ...Object.keys(fillings)], ...rows])}\n`)
}

print(
  `Node ${process.version}, ${availableParallelism()} CPUs, of which one is used. Children a second; medians of ${runsCount} rounds, the ways by turns.
In brackets: how many times as many as json-logic-engine if every fact is known, else as the answer alone, one by one.
`,
)
const rules = await loadRules('rules', { whole: true })
const asked = process.argv.slice(2)
for (const mix of mixes)
  for (const { id } of rules.decisions)
    if (asked.length === 0 || asked.includes(id)) await printQuestion(rules, id, mix)
