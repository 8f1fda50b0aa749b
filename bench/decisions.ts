import { availableParallelism } from 'node:os'
import { loadRules } from '../packages/rules/src/index.ts'
import type { DecisionRequest, Rules } from '../packages/rules/src/internal.ts'
import { type Case, chooseCases } from './cases.ts'
import { assertSameByHand, contender, listHandWays, listWays, type Way } from './contenders.ts'
import { type Found, nameOthers, ratioRows, writeDocument } from './document.ts'
import { everyDecisionRows } from './every-decision.ts'
import { inFreshProcess } from './fresh-process.ts'
import { frozenRules } from './frozen-rules.ts'
import { loadOnce, measureLoading } from './loading.ts'
import { measure, medianRate, runsCount } from './measure.ts'
import { type Memory, measureMemory, memoryFlags } from './memory.ts'
import { preparePeers, withDerivedFacts } from './peers.ts'
import { perSecond, table, times } from './table.ts'
import { type Rates, ratios, targetRows } from './targets.ts'

const names: Readonly<Record<string, string>> = {
  jsonRulesEngine: 'json-rules-engine, run and fold',
  zen: '@gorules/zen-engine',
  jsonLogic: 'json-logic-engine',
  truths: 'compiled, every truth kept',
  full: 'full result, missing facts ranked',
  answer: 'answer alone',
  text: 'full result with its trace, as JSON text',
  handFull: 'full result, by hand',
  handAnswer: 'answer alone, by hand',
}

/** With which other way a way is compared, and in which words. */
const comparisons: Readonly<Record<string, readonly [other: string, words: string]>> = {
  truths: ['jsonRulesEngine', '  to json-rules-engine'],
  full: ['jsonRulesEngine', '  to json-rules-engine'],
  handFull: ['full', '  to the library'],
  handAnswer: ['answer', '  to the library'],
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const withTrace = (request: DecisionRequest): DecisionRequest => ({ ...request, trace: 'full' })

/** Every way in every case, side by side. */
const measureRates = async (ways: Readonly<Record<string, Way>>, cases: readonly Case[]): Promise<Rates> => {
  const requests = cases.map(one => one.request)
  const columns = [requests, ...requests.map(one => [one])]
  const measured = await measure(
    columns.flatMap(column =>
      Object.entries(ways).map(([name, way]) => contender(name, way, name === 'text' ? column.map(withTrace) : column)),
    ),
  )
  return Object.fromEntries(Object.keys(ways).map(name => [name, measured.filter(one => one.name === name)]))
}

const printRates = (title: string, cases: readonly Case[], rates: Rates): void => {
  const rows = Object.keys(rates).flatMap(name => {
    const compared = comparisons[name]
    const row = [names[name]!, ...rates[name]!.map(one => perSecond(medianRate(one)))]
    return compared === undefined ? [row] : [row, [compared[1], ...ratios(rates, name, compared[0]).map(times)]]
  })
  print(`${table([[title, 'all alternately', ...cases.map(one => one.name)], ...rows])}\n`)
}

const timetableCases = (rules: Rules) =>
  chooseCases(rules, 'reduced-timetable', 'permitted', 'not-permitted', 'ageYears')
const remitCases = (rules: Rules) => chooseCases(rules, 'remit', 'in-remit', 'not-in-remit', 'ageYears')

/** Printed as JSON, for the process that asked. */
const printMemory = async (): Promise<void> => {
  const rules = await loadRules(frozenRules, { whole: true })
  const requests = timetableCases(rules).map(one => one.request)
  const found: Memory[] = []
  for (const [name, way] of Object.entries<Way>({ ...listWays(rules), ...listHandWays(rules) })) {
    found.push(await measureMemory(name, way, name === 'text' ? requests.map(withTrace) : requests))
  }
  print(JSON.stringify(found))
}

const printMemoryTable = (memory: readonly Memory[]): void => {
  const rows = memory.map(({ name, allocatedBytes, retainedBytes }) => [
    names[name]!,
    perSecond(allocatedBytes),
    perSecond(Math.max(0, retainedBytes)),
  ])
  print(`${table([['reduced-timetable, Luton: bytes a decision', 'allocated', 'retained'], ...rows])}\n`)
}

/** Beside other engines, in the cases that leave nothing open. */
const measurePeers = async (rules: Rules, timetable: readonly Case[]) => {
  const complete = timetable
    .slice(0, 2)
    .map(({ name, request }) => ({ name, request: withDerivedFacts(rules, request) }))
  const peers = await preparePeers(
    rules,
    complete.map(one => one.request),
  )
  const { jsonRulesEngine, truths, full, answer } = listWays(rules)
  const peerRates = await measureRates({ jsonRulesEngine, ...peers.ways, truths, full, answer }, complete)
  return { names, peers, peerRates, peerCases: complete.map(one => one.name) }
}

const printPeers = ({ peers, peerRates, peerCases }: Pick<Found, 'peers' | 'peerRates' | 'peerCases'>): void => {
  const head = ['all alternately', ...peerCases]
  const rates = Object.entries(peerRates).map(([name, of]) => [
    names[name]!,
    ...of.map(one => perSecond(medianRate(one))),
  ])
  for (const line of peers.leftOut) print(line)
  print(`${table([[`reduced-timetable, Luton: ${peers.rulesCount} rules, all known`, ...head], ...rates])}\n`)
  print(`${table([['as ratios', ...head], ...ratioRows(names, peerRates, nameOthers(peers))])}\n`)
}

const measureQuestions = async (rules: Rules, timetable: readonly Case[]): Promise<Found['questions']> => {
  const remit = remitCases(rules)
  const caseNames = (cases: readonly Case[]) => cases.map(one => one.name)
  const timetableRates = await measureRates({ ...listWays(rules), ...listHandWays(rules) }, timetable)
  printRates('reduced-timetable, Luton', timetable, timetableRates)
  const remitRates = await measureRates(listWays(rules), remit)
  printRates('remit, Luton', remit, remitRates)
  return [
    { name: 'timetable', title: 'reduced-timetable, Luton', cases: caseNames(timetable), rates: timetableRates },
    { name: 'remit', title: 'remit, Luton', cases: caseNames(remit), rates: remitRates },
  ]
}

const printAll = async (isWritten: boolean): Promise<void> => {
  print(
    `Node ${process.version}, ${availableParallelism()} CPUs. One process, decisions a second; rates and ratios are medians of ${runsCount} rounds.\n`,
  )
  const rules = await loadRules(frozenRules, { whole: true })
  const timetable = timetableCases(rules)
  assertSameByHand(
    rules,
    timetable.map(one => one.request),
  )
  const beside = await measurePeers(rules, timetable)
  printPeers(beside)
  const questions = await measureQuestions(rules, timetable)
  const everyDecision = await everyDecisionRows(
    rules,
    timetable.map(one => one.request),
  )
  print(`${table(everyDecision)}\n`)
  printMemoryTable(inFreshProcess(memoryFlags, 'memory') as readonly Memory[])
  const rates = questions.map(one => [one.name, one.rates] as const)
  const targets = targetRows(rates, measureLoading())
  print(table(targets))
  if (isWritten) writeDocument({ ...beside, questions, everyDecision, targets })
}

const [part, which] = process.argv.slice(2)
if (part === 'memory') await printMemory()
else if (part === 'load') print(String(await loadOnce(which ?? 'directory')))
else await printAll(part === '--write')
