import type { Rule } from '../../compile/rulebook.ts'
import { prepare } from '../../kernel/prepared.ts'
import type { Caution, RequirementFinding } from '../decision.ts'
import type { Program, ProgramCaution } from '../program/program.ts'
import { markRulesBehind } from './rule-reasons.ts'

/** The cautions of the rules that a decision rests on (`isRestedOn`, by their place in the program), and `early`: those that only their date keeps from restricting. */
export const listCautions = (program: Program, isRestedOn: Uint8Array, early: readonly Rule[]): readonly Caution[] => {
  const found: Caution[] = []
  if (early.length > 0)
    found.push({ code: 'before-first-edition', because: [...new Set(early.map(rule => rule.name))].sort() })
  for (const one of program.cautions) {
    const caution = findCaution(program, one, isRestedOn)
    if (caution !== undefined) found.push(caution)
  }
  return found.length > 1 ? found.sort((a, b) => (a.code < b.code ? -1 : 1)) : found
}

/** A caution for those of its rules that are rested on, if any are. */
const findCaution = (
  program: Program,
  { code, rules, findings }: ProgramCaution,
  isRestedOn: Uint8Array,
): Caution | undefined => {
  let key = ''
  for (let i = 0; i < rules.length; i += 1) if (isRestedOn[rules[i]!] === 1) key += String.fromCharCode(i)
  if (key === '') return undefined
  return prepare(findings, key, () => ({
    code,
    because: [...new Set(rules.filter(index => isRestedOn[index] === 1).map(index => program.rules[index]!.rule.name))],
  }))
}

/** Which rules, by their place in the program, something in the decision names, written into `found`; for an answer that says nothing applies, every one that was considered. */
export const markRestedOn = (
  program: Program,
  truths: Uint8Array,
  answer: string | null,
  found: Uint8Array,
): Uint8Array => {
  found.fill(0)
  if (answer === program.decision.answers.at(-1)!.id) return found.fill(1)
  for (const entries of [program.requirements, program.items, program.deadlines]) {
    for (const entry of entries) if (truths[entry.applies] !== 0) markRulesBehind(entry, truths, found)
  }
  for (const { index, truth } of program.conclusions) if (truths[truth] !== 0) found[index] = 1
  return found
}

/** If nothing restricts: the rules that would or might, had their first edition been in force. */
export const findEarlyRules = (
  program: Program,
  truths: Uint8Array,
  requirements: readonly RequirementFinding[],
): readonly Rule[] =>
  requirements.length > 0 ? [] : program.earlyRules.filter(one => truths[one.truth] !== 0).map(one => one.rule)
