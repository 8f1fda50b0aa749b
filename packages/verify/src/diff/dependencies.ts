import type { Leaf, Rule, RuleEvent } from '@virtual-school/rules'
import { hasEvent, plusDays } from '@virtual-school/rules/internal'
import { listLeaves } from '../encode/leaves.ts'
import type { DecisionQuestion } from '../encode/question-terms.ts'
import { deadlineTerms } from './finding-states.ts'

/** Everything in the rules on which some findings depend: the tests of facts, and the first days of other law. */
export interface FindingDependencies {
  readonly leaves: readonly Leaf[]
  readonly changeDates: readonly string[]
}

/** Finds what the findings `keys` of a question depend on; `answer` stands for all that concludes an answer. */
export const collectDependencies = (question: DecisionQuestion, keys: ReadonlySet<string>): FindingDependencies => {
  const rules = findRules(question, keys)
  const requirements = question.decision.requirements.filter(one => keys.has(`requirements/${one.id}`))
  const leaves = listLeaves({
    rulebook: { ...question.rulebook, contradictions: [] },
    authority: { ...question.authority, rules },
    decision: { ...question.decision, requirements },
  })
  const changeDates = rules
    .filter(rule => rule.effective.clock === undefined)
    .flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay === null ? [] : plusDays(lastDay, 1)].flat())
  return { leaves, changeDates }
}

const findRules = ({ authority, decision }: DecisionQuestion, keys: ReadonlySet<string>): readonly Rule[] => {
  const rules = authority.rules.filter(rule => rule.events.has(decision.id))
  const found = new Set(rules.filter(rule => hasEvent(rule, decision.id, event => keys.has(eventKey(event) ?? ''))))
  for (let size = -1; size !== found.size; ) {
    size = found.size
    const names = new Set([...found].flatMap(rule => rule.exceptedBy))
    for (const rule of rules) if (names.has(rule.name)) found.add(rule)
  }
  return [...found]
}

const eventKey = (event: RuleEvent): string | undefined => {
  switch (event.type) {
    case 'conclude':
      return 'answer'
    case 'require':
      return `requirements/${event.requirement}`
    case 'include':
      return `lists/${event.list}/${event.item}${event.verb === undefined ? '' : `/${event.verb}`}`
    case 'deadline':
      return `deadlines/${event.action}/${event.role}/${deadlineTerms(event)}`
    case 'none':
      return undefined
  }
}

/** The dependencies of both sides together. */
export const mergeDependencies = (a: FindingDependencies, b: FindingDependencies): FindingDependencies => ({
  leaves: [...a.leaves, ...b.leaves],
  changeDates: [...new Set([...a.changeDates, ...b.changeDates])].sort(),
})
