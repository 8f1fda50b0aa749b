import type { DecisionDefinition, Refusal, Scalar, VocabularyFact } from '@virtual-school/rules'
import type { Decision, DecisionRequest, Rules } from '@virtual-school/rules/internal'
import {
  ageFact,
  ageInYears,
  birthFact,
  isOfCompulsorySchoolAge,
  nearest,
  schoolAgeFact,
  withSuggestion,
} from '@virtual-school/rules/internal'

/** The facts of a request. */
export type RequestFacts = DecisionRequest['facts']

/** What is asked, once it is checked, with its present decision. */
export interface Start {
  readonly rules: Rules
  readonly request: Required<DecisionRequest>
  readonly decision: DecisionDefinition
  readonly wanted: string
  readonly present: Decision
  /** What is known, a date of birth replaced by what follows from it. */
  readonly given: ReadonlyMap<string, Scalar>
  /** Facts that follow from others, and are never supposed to have another value. */
  readonly fitting: readonly string[]
}

/** Checks what is asked: the start of a search, or every issue of the request and of the wanted answer. */
export const buildStart = (rules: Rules, request: DecisionRequest, wanted: string): Start | Refusal => {
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
    fitting: listFitting(rules, asked),
  }
}

const wantedIssues = (decision: DecisionDefinition | undefined, wanted: string): Refusal['issues'] => {
  const answers = decision?.answers.map(one => one.id) ?? [wanted]
  if (answers.includes(wanted)) return []
  const suggestion = nearest(wanted, answers)
  const permitted = suggestion === undefined ? ` Permitted: ${answers.join(', ')}.` : ''
  const message = `“${decision?.id}” has no answer “${wanted.slice(0, 80)}”.${permitted}`
  return [withSuggestion({ code: 'unknown-word', pointer: '', message }, suggestion)]
}

/** As `evaluate` reads it: a date of birth is the age and compulsory school age that follow from it. */
const withoutBirth = ({ [birthFact]: birth, ...facts }: RequestFacts, asOf: string): RequestFacts => {
  if (typeof birth !== 'string') return facts
  const isOfSchoolAge = facts[schoolAgeFact] ?? isOfCompulsorySchoolAge(birth, asOf)
  return { ...facts, [ageFact]: ageInYears(birth, asOf), [schoolAgeFact]: isOfSchoolAge }
}

/** The fact of that name. */
export const vocabularyFact = ({ rules }: Start, name: string): VocabularyFact => rules.rulebook.factsByName.get(name)!

/** Whether these facts fit one another and give that answer, by `evaluate`. */
export const answers = ({ rules, request, fitting }: Start, facts: RequestFacts, wanted: string): boolean => {
  const found = rules.answer({ ...request, facts })
  return !('issues' in found) && found.answer === wanted && !hasMisfit(rules, { ...request, facts }, fitting)
}

type Known = Scalar | null | undefined
const isKnown = (value: Known): value is Scalar => value !== null && value !== undefined

/** The value that follows from the other facts, by `evaluate`; undefined if none does. */
const deriveValue = (rules: Rules, request: DecisionRequest, name: string): Scalar | undefined => {
  const { [name]: _, ...facts } = request.facts
  const found = rules.evaluate({ ...request, trace: 'full', facts })
  const value = 'issues' in found ? undefined : found.trace?.facts[name]?.value
  return isKnown(value) ? value : undefined
}

/** Whether one of these facts is given a value other than the one that follows from the others. */
const hasMisfit = (rules: Rules, request: DecisionRequest, names: readonly string[]): boolean =>
  names.some(name => {
    const given = request.facts[name]
    const value = isKnown(given) ? deriveValue(rules, request, name) : undefined
    return value !== undefined && value !== given
  })

/** Lists the facts that can follow from others, bear on the question, and do not contradict what follows already. */
const listFitting = (rules: Rules, request: DecisionRequest): readonly string[] => {
  const present = rules.evaluate({ ...request, trace: 'full' })
  if ('issues' in present) return []
  return rules.rulebook.facts
    .filter(({ name, derived }) => derived !== undefined && present.trace?.facts[name] !== undefined)
    .map(({ name }) => name)
    .filter(name => !hasMisfit(rules, request, [name]))
}
