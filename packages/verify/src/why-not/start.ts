import {
  ageInYears,
  type Decision,
  type DecisionDefinition,
  type DecisionRequest,
  didYouMean,
  isOfCompulsorySchoolAge,
  nearest,
  type Refusal,
  type Rules,
  type Scalar,
  type VocabularyFact,
} from '@virtual-school/rules'
import { hasMisfit, keptFitting } from './derivations.ts'

export type Facts = DecisionRequest['facts']

/** What is asked, checked, with its present decision. */
export interface Start {
  readonly rules: Rules
  readonly request: Required<DecisionRequest>
  readonly decision: DecisionDefinition
  readonly wanted: string
  readonly present: Decision
  /** What is known, a date of birth replaced by what follows from it. */
  readonly given: ReadonlyMap<string, Scalar>
  /** Facts that follow from others, and are never supposed against what follows. */
  readonly fitting: readonly string[]
}

/** The start of a search, or every issue of the request and of the wanted answer. */
export const startOf = (rules: Rules, request: DecisionRequest, wanted: string): Start | Refusal => {
  const present = rules.evaluate({ ...request, trace: 'none' })
  const decision = rules.rulebook.decisions.get(request.decision)
  const issues = [...wantedIssues(decision, wanted), ...('issues' in present ? present.issues : [])]
  if ('issues' in present || decision === undefined || issues.length > 0) return { issues }
  const facts = withoutBirth(request.facts, request.asOf)
  const authority = request.authority ?? rules.rulebook.national
  const asked: Start['request'] = { ...request, authority, trace: 'none', facts }
  return {
    rules,
    request: asked,
    decision,
    wanted,
    present,
    given: new Map(Object.entries(facts).filter((entry): entry is [string, Scalar] => entry[1] !== null)),
    fitting: keptFitting(rules, asked),
  }
}

const wantedIssues = (decision: DecisionDefinition | undefined, wanted: string): Refusal['issues'] => {
  const answers = decision?.answers.map(one => one.id) ?? [wanted]
  if (answers.includes(wanted)) return []
  const suggestion = nearest(wanted, answers)
  const hint = suggestion === undefined ? ` Permitted: ${answers.join(', ')}.` : didYouMean(suggestion)
  const message = `“${decision?.id}” has no answer “${wanted.slice(0, 80)}”.${hint}`
  return [{ code: 'unknown-word', pointer: '', message, ...(suggestion === undefined ? {} : { suggestion }) }]
}

/** As `evaluate` reads it: a date of birth is the age and compulsory school age that follow from it. */
const withoutBirth = ({ dateOfBirth, ...facts }: Facts, asOf: string): Facts => {
  if (typeof dateOfBirth !== 'string') return facts
  const compulsorySchoolAge = facts.compulsorySchoolAge ?? isOfCompulsorySchoolAge(dateOfBirth, asOf)
  return { ...facts, ageYears: ageInYears(dateOfBirth, asOf), compulsorySchoolAge }
}

export const vocabularyFact = ({ rules }: Start, name: string): VocabularyFact => rules.rulebook.factsByName.get(name)!

/** Whether the answer were this if the facts were these, by `evaluate`, and they can be so together. */
export const answers = ({ rules, request, fitting }: Start, facts: Facts, wanted: string): boolean => {
  const found = rules.answer({ ...request, facts })
  return !('issues' in found) && found.answer === wanted && !hasMisfit(rules, { ...request, facts }, fitting)
}
