import type { Rule } from '../../compile/rulebook.ts'
import { prepare } from '../../kernel/prepared.ts'
import type { Caution, CautionCode, RequirementFinding } from '../decision.ts'
import type { Program, ProgramCaution, ProgramText } from '../program/program.ts'
import { markNear } from './near-rules.ts'
import { markRulesBehind } from './rule-reasons.ts'

/** What a decision rests on, beside the truths of its rules. */
interface Grounds {
  /** By their place in the program, the rules that the decision rests on. */
  readonly isRestedOn: Uint8Array
  /** Rules that only their date keeps from restricting; none in rules of semantics 2. */
  readonly early: readonly Rule[]
  /** The texts that bear on the question and were not weighed. */
  readonly texts: readonly ProgramText[]
  /** Whether hardly any child has these facts together. */
  readonly isUnusual: boolean
}

/** Everything to know before relying on a decision, by code. */
export const listCautions = (program: Program, grounds: Grounds): readonly Caution[] => {
  const { isRestedOn, early, texts, isUnusual } = grounds
  const found: Caution[] = []
  if (early.length > 0)
    found.push({ code: 'before-first-edition', because: [...new Set(early.map(rule => rule.name))].sort() })
  if (program.isIncomplete) found.push(incomplete)
  if (program.isNationalOnly) found.push(nationalOnly)
  if (isUnusual) found.push(unusual)
  addTextCaution(found, 'edition-not-held', texts, one => one.text.isNotHeld)
  addTextCaution(found, 'rests-on-unread-text', texts, one => !one.text.isNotHeld)
  for (const one of program.cautions) {
    const caution = findCaution(program, one, isRestedOn)
    if (caution !== undefined) found.push(caution)
  }
  return found.length > 1 ? found.sort((a, b) => (a.code < b.code ? -1 : 1)) : found
}

const incomplete: Caution = Object.freeze({ code: 'before-first-edition', because: Object.freeze([]) })
const nationalOnly: Caution = Object.freeze({ code: 'council-rules-not-held', because: Object.freeze([]) })
const unusual: Caution = Object.freeze({ code: 'unusual-facts', because: Object.freeze([]) })

const addTextCaution = (
  found: Caution[],
  code: CautionCode,
  texts: readonly ProgramText[],
  is: (one: ProgramText) => boolean,
): void => {
  const about = texts.filter(is)
  if (about.length > 0) found.push({ code, because: about.map(one => one.text.id).sort() })
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

/**
 * Which rules, by their place in the program, something in the decision names, written into `found`. For an answer that says
 * nothing applies, those that one fact keeps from applying; in rules of semantics 1, every one that was considered.
 */
export const markRestedOn = (
  program: Program,
  truths: Uint8Array,
  answer: string | null,
  found: Uint8Array,
): Uint8Array => {
  found.fill(0)
  const said = program.decision.answers.find(one => one.id === answer)
  if (program.semantics === 1 && said === program.decision.answers.at(-1)) return found.fill(1)
  for (const entries of [program.requirements, program.items, program.deadlines]) {
    for (const entry of entries) if (truths[entry.applies] !== 0) markRulesBehind(entry, truths, found)
  }
  for (const { index, truth } of program.conclusions) if (truths[truth] !== 0) found[index] = 1
  if (said?.restsOnAbsence) markNear(program, truths, found)
  return found
}

/** If nothing restricts: the rules that would or might, had their first edition been in force. */
export const findEarlyRules = (
  program: Program,
  truths: Uint8Array,
  requirements: readonly RequirementFinding[],
): readonly Rule[] =>
  requirements.length > 0 ? [] : program.earlyRules.filter(one => truths[one.truth] !== 0).map(one => one.rule)
