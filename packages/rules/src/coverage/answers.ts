import { match } from 'ts-pattern'
import type { Authority, Rule } from '../compile/rulebook.ts'
import type { DecisionDefinition } from '../language/decisions.ts'
import { forms } from '../language/forms/forms.ts'
import { ownRules } from './authorities.ts'

/**
 * The answers that an authority’s rules can give to a decision. None where it has no rule of its own that bears on the
 * answer: it then decides as the nation does, or as if there were no rules.
 */
export const answersOf = (authority: Authority, decision: DecisionDefinition): readonly string[] => {
  const bears = (rule: Rule) => rule.decision === decision.id && bearsOnAnswer(rule, decision)
  if (!ownRules(authority).some(bears)) return []
  const bearing = authority.rules.filter(rule => rule.firstDay !== null && bears(rule))
  const concluded = bearing.flatMap(({ event }) => (event.type === 'conclude' ? [event.answer] : []))
  const answers = decision.answers.map(one => one.id)
  if (!forms[decision.form].isConcluded) return answers
  return answers.filter((answer, i) => i === answers.length - 1 || concluded.includes(answer))
}

const bearsOnAnswer = ({ event }: Rule, decision: DecisionDefinition): boolean =>
  match(event)
    .with({ type: 'require' }, { type: 'conclude' }, () => true)
    .with({ type: 'include' }, ({ list }) => list === decision.collects)
    .with({ type: 'deadline' }, { type: 'none' }, () => false)
    .exhaustive()
