import type { Decision, DecisionRequest, TraceRule } from '../../src/evaluate/decision.ts'
import type { Rules } from '../../src/rules.ts'

/** Title and place of everything that a rule in a `because` cites, as the trace has it. */
export const sourcesCited = ({ trace, requirements, lists, deadlines }: Decision): readonly string[] => {
  if (trace === null) return []
  const names = [...requirements, ...Object.values(lists).flat(), ...deadlines].flatMap(one => one.because)
  return names.flatMap(name => {
    const behind = (truth: TraceRule['truth']) => trace.rules.filter(rule => rule.name === name && rule.truth === truth)
    const rules = behind('true').length > 0 ? behind('true') : behind('unknown')
    if (rules.length === 0) throw new Error(`No rule of the trace stands behind “${name}”.`)
    return rules.flatMap(rule => rule.citations.map(one => `${trace.sources[one.source]?.title}, ${one.locator}`))
  })
}

/** What stands after these leads are titles and other authors’ words, or what is not met. */
const leadsOfOthersWords =
  /^[\s-]*(\*\*)?(Rules?|Source|Taken to mean|It could also mean|Not met[^:]*|Applies|May apply|Basis):/

/**
 * The clauses of the vocabulary and of the definitions that an explanation states as fact though they are not known to be so.
 * What follows “whether” is not stated, nor what is quoted or asked.
 */
export const clausesStated = (
  rules: Rules,
  request: DecisionRequest,
  decision: Decision,
  explained: string,
): readonly string[] => {
  const { so, notSo } = clausesOf(rules, request, decision)
  const said = explained
    .replace(decision.summary, '')
    .split('\n')
    .filter(line => !leadsOfOthersWords.test(line) && !/\?( \(It was asked, and is not known\.\))?$/.test(line))
    .map(line => without(line.replace(/“[^“”]*(“[^“”]*”[^“”]*)*”/g, '').replace(/whether [^;:]*/g, ''), [...so]))
  return notSo.filter(clause => !so.has(clause) && said.some(line => mentions(line, clause)))
}

/** One clause may hold another: “the child gets early help or is open to social care”. */
const without = (line: string, clauses: readonly string[]): string =>
  [...clauses]
    .sort((a, b) => b.length - a.length)
    .reduce((left, clause) => left.replaceAll(new RegExp(clause.replace(/[()]/g, '\\$&'), 'gi'), ''), line)

const mentions = (line: string, clause: string): boolean => {
  const at = line.toLowerCase().indexOf(clause.toLowerCase())
  return at >= 0 && !/[a-z]/i.test(line.charAt(at - 1)) && !/[a-z]/i.test(line.charAt(at + clause.length))
}

const clausesOf = (rules: Rules, request: DecisionRequest, { trace, authority }: Decision) => {
  const so = new Set<string>()
  const notSo: string[] = []
  const put = (clause: string, isSo: boolean) => (isSo ? so.add(clause) : notSo.push(clause))
  const foundInTests = new Map(testsIn(trace).map(one => [one.fact, one.found]))
  for (const fact of rules.facts) {
    const found = request.facts[fact.name] ?? foundInTests.get(fact.name) ?? trace?.facts[fact.name]?.value
    if (fact.type === 'boolean')
      for (const value of [true, false]) put(value ? fact.whenTrue! : fact.whenFalse!, found === value)
    for (const { value, statement } of fact.values ?? []) put(statement, found === value)
  }
  for (const [name, { statement, otherwise }] of rules.rulebook.authorities.get(authority)!.definitions) {
    put(statement, trace?.definitions[name]?.truth === 'true')
    put(otherwise, trace?.definitions[name]?.truth === 'false')
  }
  return { so, notSo }
}

/** Every test anywhere in a trace, with the value that it found. */
const testsIn = (at: unknown): readonly { readonly fact: string; readonly found: unknown }[] => {
  if (typeof at !== 'object' || at === null) return []
  const inside = Object.values(at).flatMap(testsIn)
  return 'fact' in at && 'found' in at && at.found !== null
    ? [{ fact: String(at.fact), found: at.found }, ...inside]
    : inside
}
