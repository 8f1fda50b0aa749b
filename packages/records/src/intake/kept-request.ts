import {
  ageInYears,
  type DecisionRequest,
  isOfCompulsorySchoolAge,
  type Rules,
  type Scalar,
} from '@virtual-school/rules'

/** A request as it is kept: by the vocabulary, in its order, and without a date of birth. */
export interface KeptRequest {
  readonly decision: string
  readonly authority: string
  readonly asOf: string
  readonly facts: Readonly<Record<string, Scalar | null>>
}

/**
 * The request of a decision as it is to be kept. Deciding it gives the same bytes. What the vocabulary does not keep is left
 * out, and a date of birth is replaced by the age and compulsory school age that it makes on the day of the decision; a
 * value given beside it stays. `request` has to be one that `rules` decided.
 */
export const keptRequest = (rules: Rules, request: DecisionRequest): KeptRequest => {
  const given = { ...request.facts, ...ofBirth(request) }
  const facts: Record<string, Scalar | null> = {}
  for (const { name, kept } of rules.facts) {
    const value = kept && Object.hasOwn(given, name) ? given[name] : undefined
    if (value !== undefined) facts[name] = value
  }
  return {
    decision: request.decision,
    authority: request.authority ?? rules.rulebook.national,
    asOf: request.asOf,
    facts,
  }
}

const ofBirth = ({ asOf, facts }: DecisionRequest): DecisionRequest['facts'] => {
  const { dateOfBirth, ageYears, compulsorySchoolAge } = facts
  if (typeof dateOfBirth !== 'string') return {}
  return {
    ageYears: ageYears ?? ageInYears(dateOfBirth, asOf),
    compulsorySchoolAge: compulsorySchoolAge ?? isOfCompulsorySchoolAge(dateOfBirth, asOf),
  }
}
