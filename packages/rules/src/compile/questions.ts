import type { DecisionDefinition } from '../language/decisions.ts'
import type { FactsDocument } from '../language/facts.ts'
import { proposedFact } from './decisions.ts'
import type { Rule, Rulebook, RuleEvent } from './rulebook.ts'

const nothing: readonly RuleEvent[] = []

/** What follows from a rule in a question; nothing if it does not bear on it. */
export const eventsFor = ({ events }: Rule, decision: string): readonly RuleEvent[] => events.get(decision) ?? nothing

/** Whether something that a rule does in a question is of this kind. */
export const hasEvent = (rule: Rule, decision: string, is: (event: RuleEvent) => boolean): boolean =>
  eventsFor(rule, decision).some(is)

type Contradiction = FactsDocument['contradictions'][number]

/** What no request of a question may hold: the vocabulary’s contradictions, and another action than the question is about. */
export const contradictionsOf = (
  { contradictions }: Pick<Rulebook, 'contradictions'>,
  { proposes }: DecisionDefinition,
): readonly Contradiction[] =>
  proposes === undefined
    ? contradictions
    : [
        ...contradictions,
        {
          id: 'another-action',
          facts: [proposedFact, proposedFact],
          never: { fact: proposedFact, operator: 'notIn', value: proposes },
          message: `This question is about another action. Leave “${proposedFact}” out, or give one of these: ${proposes.join(', ')}.`,
        },
      ]
