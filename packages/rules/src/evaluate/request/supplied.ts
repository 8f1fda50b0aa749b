import { proposedFact } from '../../compile/decisions.ts'
import type { Rulebook, VocabularyFact } from '../../compile/rulebook.ts'
import { isBetweenLeavingDayAndNewSchoolYear } from '../../kernel/birth.ts'
import type { CivilDate } from '../../kernel/dates.ts'
import { memoize } from '../../kernel/memo.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { operators } from '../../language/operators.ts'
import type { Scalar } from '../../language/values.ts'

/**
 * Writes into `values` what nobody need give: what the day alone decides, and the action that the question is about. Returns
 * the places that it wrote into, so that a trace can say where these values are from.
 */
export const supplyFacts = (
  rulebook: Rulebook,
  decision: DecisionDefinition,
  asOf: CivilDate,
  values: (Scalar | null | undefined)[],
): readonly number[] => {
  const supplied: number[] = []
  const supply = (index: number, value: Scalar | undefined) => {
    if (value === undefined || (values[index] ?? null) !== null) return
    values[index] = value
    supplied.push(index)
  }
  const { calendar, proposed, telling } = memoize(factsToSupply, rulebook, () => listFactsToSupply(rulebook))
  for (const { index, given } of calendar) supply(index, isGivenBy(given!, asOf))
  if (proposed === undefined || decision.proposes === undefined) return supplied
  const told = telling.find(one => values[one.index] === one.value && decision.proposes!.includes(one.proposed))
  supply(proposed.index, decision.proposes.length === 1 ? decision.proposes[0] : told?.proposed)
  return supplied
}

const isGivenBy = (given: NonNullable<VocabularyFact['given']>, day: CivilDate): boolean | undefined =>
  given === 'calendar' ? isBetweenLeavingDayAndNewSchoolYear(day) : given.from <= day && day <= given.to

/** The facts that can be supplied, and what tells which action is proposed: a value that follows from it, read backwards. */
interface FactsToSupply {
  readonly calendar: readonly VocabularyFact[]
  readonly proposed: VocabularyFact | undefined
  readonly telling: readonly ProposalTold[]
}

/** If the fact at `index` has this value, this is what is proposed. */
export interface ProposalTold {
  readonly name: string
  readonly index: number
  readonly value: Scalar
  readonly proposed: string
}

const factsToSupply = new WeakMap<Rulebook, FactsToSupply>()

const listFactsToSupply = (rulebook: Rulebook): FactsToSupply => ({
  calendar: rulebook.facts.filter(one => one.given !== undefined),
  proposed: rulebook.factsByName.get(proposedFact),
  telling: listTelling(rulebook),
})

/** Facts whose values follow from the action alone, so that each value tells the action: `moveType` is one. */
export const listTelling = ({ facts, factsByName }: Rulebook): readonly ProposalTold[] => {
  const actions = factsByName.get(proposedFact)?.values?.map(one => one.value) ?? []
  return facts.flatMap(({ name, index, derived }) =>
    (derived?.cases ?? []).flatMap(({ value, when }) => {
      if (!('fact' in when) || when.fact !== proposedFact) return []
      const { holds } = operators[when.operator]
      const [proposed, ...others] = actions.filter(action => holds(action, when.value as Scalar))
      return proposed === undefined || others.length > 0 ? [] : [{ name, index, value, proposed }]
    }),
  )
}
