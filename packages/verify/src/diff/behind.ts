import { type Leaf, plusDays, type Rule, type RuleEvent } from '@virtual-school/rules'
import { leavesOf } from '../encode/leaves.ts'
import type { Question } from '../encode/question-terms.ts'
import { deadlineTerms } from './finding-states.ts'

/** Everything in the rules that some findings hang on: the tests of facts, and the days from which the law is another. */
export interface Behind {
  readonly leaves: readonly Leaf[]
  readonly turns: readonly string[]
}

/** What is behind the findings `keys` of a question; `answer` stands for all that concludes an answer. */
export const behind = (question: Question, keys: ReadonlySet<string>): Behind => {
  const rules = rulesBehind(question, keys)
  const requirements = question.decision.requirements.filter(one => keys.has(`requirements/${one.id}`))
  const leaves = leavesOf({
    rulebook: { ...question.rulebook, contradictions: [] },
    authority: { ...question.authority, rules },
    decision: { ...question.decision, requirements },
  })
  const turns = rules
    .filter(rule => rule.effective.clock === undefined)
    .flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay === null ? [] : plusDays(lastDay, 1)].flat())
  return { leaves, turns }
}

const rulesBehind = ({ authority, decision }: Question, keys: ReadonlySet<string>): readonly Rule[] => {
  const rules = authority.rules.filter(rule => rule.decision === decision.id)
  const found = new Set(rules.filter(({ event }) => keys.has(keyOf(event) ?? '')))
  for (let size = -1; size !== found.size; ) {
    size = found.size
    const names = new Set([...found].flatMap(rule => rule.exceptedBy))
    for (const rule of rules) if (names.has(rule.name)) found.add(rule)
  }
  return [...found]
}

const keyOf = (event: RuleEvent): string | undefined => {
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

/** The vocabulary’s view of a question: the tests of both sides. */
export const together = (a: Behind, b: Behind): Behind => ({
  leaves: [...a.leaves, ...b.leaves],
  turns: [...new Set([...a.turns, ...b.turns])].sort(),
})
