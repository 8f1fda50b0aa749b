import { type Refusal, type RuleFile, readRules } from '@virtual-school/rules'
import type { Decision, Rules } from '@virtual-school/rules/internal'
import type { Finding } from '../../src/index.ts'

/** Whether the witness shows what the finding says, by `evaluate` alone and without the checks’ own confirmations. */
export const replays = (rules: Rules, files: readonly RuleFile[], finding: Finding): boolean => {
  const { witness, code, about, rules: names } = finding
  if (witness === null) return false
  const answer = rules.evaluate(witness.case)
  if (code === 'value-never-possible') return 'issues' in answer
  if ('issues' in answer) return false
  const traced = answer.trace!.rules.filter(one => one.name === names[0])
  switch (code) {
    case 'rule-never-holds':
      return traced.some(one => one.inForce === 'true') && traced.every(one => one.truth !== 'true')
    case 'rule-changes-nothing':
    case 'national-rule-restated':
      return (
        traced.some(one => one.truth === 'true') &&
        said(answer) === said(without(files, names[0]!).evaluate(witness.case))
      )
    case 'requirement-never-met':
    case 'requirement-never-unmet':
      return requiredBy(answer, names[0]!).some(one => (one.status === 'met') === (code === 'requirement-never-unmet'))
    case 'requirements-conflict':
      return about
        .split(' ')
        .slice(2)
        .some(id => answer.requirements.some(one => one.id === id && one.status !== 'met'))
    case 'answer-never-reached':
      return answer.status === 'determined' && answer.answer !== about.split(' ')[2]
    case 'exception-never-bites':
    case 'edition-hole':
      return traced.every(one => (code === 'edition-hole' ? one.inForce !== 'true' : true))
    case 'deadlines-differ':
      return new Set(answer.deadlines.filter(one => one.action === about.split(' ')[2]).map(one => one.basis)).size > 1
    case 'fact-never-matters':
      return answer.missing.some(one => one.fact === about.split(' ')[2])
    case 'question-hidden':
      return answer.missing.length > 0
    default:
      return true
  }
}

const requiredBy = (answer: Decision, rule: string) => answer.requirements.filter(one => one.because.includes(rule))

/** What a decision says, force and reasons aside. */
const said = (answer: Decision | Refusal): string => {
  if ('issues' in answer) return 'refused'
  const { requirements, lists, deadlines } = answer
  return JSON.stringify([
    answer.possibleAnswers,
    requirements.map(({ id, status, applies }) => [id, status, applies]),
    Object.values(lists).map(items => items.map(({ item, verb, status }) => [item, verb, status])),
    deadlines.map(({ action, date, status }) => [action, date, status]),
  ])
}

const without = (files: readonly RuleFile[], name: string): Rules => {
  const copies = structuredClone(files) as {
    path: string
    value: { rules?: { name: string; exceptionTo?: string[] }[] }
  }[]
  for (const { value } of copies) {
    if (value.rules === undefined) continue
    value.rules = value.rules.filter(one => one.name !== name)
    for (const one of value.rules)
      if (one.exceptionTo) one.exceptionTo = one.exceptionTo.filter(other => other !== name)
  }
  const read = readRules(copies)
  if (!read.ok) throw new Error(read.issues.map(one => one.message).join('\n'))
  return read.value
}
