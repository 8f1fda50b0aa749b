import type { Rulebook } from '../compile/rulebook.ts'
import type { Assessment, Scratch } from './assess.ts'
import { cautionsOf, earlyOf, restsOn } from './cautions.ts'
import type { Decision } from './decision.ts'
import { deadlinesOf, listsOf, requirementsOf } from './findings.ts'
import { hangingOf, slotsHeld } from './hanging.ts'
import { missingOf } from './missing.ts'
import { narrowedBy, settlesOf } from './narrowing.ts'
import { type AnswerSet, answerOf, answersOf, isOne } from './possible.ts'
import { variant } from './prepared.ts'
import type { ParsedRequest, Program } from './program.ts'
import { readingsOf } from './readings.ts'
import { summaryOf } from './summary.ts'

/** The answers that are not known to be wrong, from truths alone. */
const kleenePossible = ({ answers }: Program, truths: Uint8Array): AnswerSet => {
  let set = 0
  for (let i = 0; i < answers.length; i += 1) if (truths[answers[i]!] !== 0) set |= 1 << i
  return set
}

/** From truths to a decision, its trace left null. Shared by both evaluators; what-ifs always run through the compiled one. */
export const decide = (
  rulebook: Rulebook,
  request: ParsedRequest,
  program: Program,
  scratch: Scratch,
  assessed: Assessment,
): Decision => {
  const { truths } = assessed
  const { decision, authority, asOf, values } = request
  const hanging = hangingOf(program, values, truths, program.nodes.count, scratch.hanging)
  const kleene = kleenePossible(program, truths)
  const held = isOne(kleene) ? [] : slotsHeld(hanging, program.answers)
  const possible = narrowedBy(program, scratch, kleene, () => held)
  const answer = isOne(possible) ? answerOf(program, possible) : null
  const requirements = requirementsOf(program, truths)
  const lists = listsOf(program, truths)
  const bearing = answer === null ? held : []
  const settles = answer === null ? settlesOf(program, scratch, held) : []
  const missing = missingOf(rulebook, program, values, truths, hanging, bearing, settles, scratch)
  return {
    decision: decision.id,
    authority: authority.id,
    asOf,
    status: answer === null ? 'undetermined' : 'determined',
    answer,
    possibleAnswers: answersOf(program, possible),
    summary: summaryOf(rulebook, decision, answer, requirements, lists, missing),
    requirements,
    lists,
    deadlines: deadlinesOf(rulebook, program, truths, values),
    missing,
    readings: assessed.effects.length === 0 ? [] : readingsOf(program, scratch, assessed.effects, possible),
    cautions: cautionsOf(
      program,
      restsOn(program, truths, answer, scratch.isRestedOn),
      earlyOf(program, truths, requirements),
    ),
    rules: variant(scratch.edition, authority.id, () => ({
      version: rulebook.version,
      digest: rulebook.digest,
      layers: authority.layers,
    })),
    trace: null,
  }
}
