import type { Rulebook } from '../../compile/rulebook.ts'
import { memoize } from '../../kernel/memo.ts'
import { type PreparedMap, prepare } from '../../kernel/prepared.ts'
import type { Decision } from '../decision.ts'
import { findNodeDependencies, listUnknownSlots } from '../passes/dependencies.ts'
import type { Scratch } from '../passes/first-pass.ts'
import { findSettling, narrowAnswers } from '../passes/narrowing.ts'
import { type AnswerSet, isOne, listAnswers, onlyAnswer } from '../passes/what-ifs.ts'
import type { Program } from '../program/program.ts'
import { findSo } from '../request/contradictions.ts'
import type { ParsedRequest } from '../request/parse-request.ts'
import { findEarlyRules, listCautions, markRestedOn } from './cautions.ts'
import { listDeadlines, listItems, listRequirements } from './findings.ts'
import { createMissingScratch, type MissingScratch, rankMissing } from './missing.ts'
import { compareAlternatives, listReadings } from './readings.ts'
import { summarize } from './summary.ts'

/** The answers that are not known to be wrong, from truths alone. */
const kleenePossible = ({ answers }: Program, truths: Uint8Array): AnswerSet => {
  let set = 0
  for (let i = 0; i < answers.length; i += 1) if (truths[answers[i]!] !== 0) set |= 1 << i
  return set
}

/** What the decisions of a question share: space to work in, and what they say again and again. */
interface FindingsScratch extends MissingScratch {
  readonly edition: PreparedMap<string, Decision['rules']>
  /** By the program’s rules. */
  readonly isRestedOn: Uint8Array
}

const scratchOfProgram = new WeakMap<Program, FindingsScratch>()

const findingsScratch = (rulebook: Rulebook, program: Program): FindingsScratch =>
  memoize(scratchOfProgram, program, () => ({
    ...createMissingScratch(rulebook),
    edition: new Map(),
    isRestedOn: new Uint8Array(program.rules.length),
  }))

/** From truths to a decision, its trace left null. Shared by both evaluators; what-ifs always run through the compiled one. */
export const decide = (
  rulebook: Rulebook,
  request: ParsedRequest,
  program: Program,
  scratch: Scratch,
  truths: Uint8Array,
): Decision => {
  const found = findingsScratch(rulebook, program)
  // First of all, since these are read from the lanes of the first pass.
  const effects = compareAlternatives(rulebook, program, request.values)
  const { decision, authority, asOf, values } = request
  const dependencies = findNodeDependencies(program, values, truths, program.regularNodesCount, scratch.dependencies)
  const kleene = kleenePossible(program, truths)
  const unknown = isOne(kleene) ? [] : listUnknownSlots(dependencies, program.answers)
  const possible = narrowAnswers(program, scratch, kleene, () => unknown)
  const answer = isOne(possible) ? onlyAnswer(program, possible) : null
  const requirements = listRequirements(program, truths)
  const texts = program.texts.filter(one => truths[one.concerns] !== 0)
  const lists = listItems(program, truths)
  const forAnswer = answer === null ? unknown : []
  const settles = answer === null ? findSettling(program, scratch, unknown) : []
  const missing = rankMissing(rulebook, program, values, truths, dependencies, forAnswer, settles, found)
  return {
    decision: decision.id,
    authority: authority.id,
    asOf,
    status: answer === null ? 'undetermined' : 'determined',
    answer,
    possibleAnswers: listAnswers(program, possible),
    summary: summarize(rulebook, program, { answer, requirements, lists, missing, texts }),
    requirements,
    lists,
    deadlines: listDeadlines(rulebook, program, truths, values),
    missing,
    readings: effects.length === 0 ? [] : listReadings(program, scratch, effects, possible),
    cautions: listCautions(program, {
      isRestedOn: markRestedOn(program, truths, answer, found.isRestedOn),
      early: findEarlyRules(program, truths, requirements),
      isUnusual: rulebook.oddities.length > 0 && findSo(rulebook, rulebook.oddities, values).length > 0,
      texts,
    }),
    ...(rulebook.semantics === 1 ? {} : { notWeighed: texts.map(one => one.finding) }),
    rules: prepare(found.edition, authority.id, () => ({
      version: rulebook.version,
      digest: rulebook.digest,
      layers: authority.layers,
    })),
    trace: null,
  }
}
