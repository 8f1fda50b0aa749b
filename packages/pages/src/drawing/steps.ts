import type { Condition, DecisionDefinition, FormName, Rule } from '@virtual-school/rules'
import { capital, eventsFor } from '@virtual-school/rules/internal'
import { type AuthorityWordbook, type ConditionWords, conditionInWords, itemTitle } from '@virtual-school/rules/words'
import { reachedFrom } from '../held/reached.ts'
import { rulesWords } from '../words/rules.ts'

/** Something that facts decide and that decides an answer: a requirement, an item that can apply, or a rule. */
export interface Step {
  readonly title: string
  /** What the facts on which it turns are called. Empty: it turns on none. */
  readonly facts: readonly string[]
  readonly rules: readonly Rule[]
  /** Of a requirement: when it is met. */
  readonly met?: ConditionWords
}

/** How steps lead to answers. */
export interface Way {
  readonly steps: readonly Step[]
  /** Each answer that they can lead to, and when they do. */
  readonly exits: readonly { readonly when: string; readonly answer: string }[]
}

type Maker = (book: AuthorityWordbook, decision: DecisionDefinition, rules: readonly Rule[]) => readonly Way[]

const makers: Readonly<Record<FormName, Maker>> = {
  permit: (book, decision, rules) => {
    const steps = decision.requirements.flatMap(({ id, title, test }): readonly Step[] => {
      const asking = thatDo(rules, decision, one => one.type === 'require' && one.requirement === id)
      const conditions = [...asking.map(one => one.conditions), test]
      const met = conditionInWords(book, test)
      return asking.length === 0
        ? []
        : [{ title: capital(title), facts: factsOf(book, conditions), rules: asking, met }]
    })
    return wayTo(decision, steps, rulesWords.isEach.permit)
  },
  collect: (book, decision, rules) => {
    const list = decision.collects!
    const steps = book.rulebook.lists.get(list)!.items.flatMap(({ id }): readonly Step[] => {
      const adding = thatDo(rules, decision, one => one.type === 'include' && one.list === list && one.item === id)
      return adding.length === 0 ? [] : [stepOf(book, capital(itemTitle(book, list, id)), adding)]
    })
    return wayTo(decision, steps, rulesWords.isEach.collect)
  },
  classify: (book, decision, rules) =>
    decision.answers.map(({ id, summary }, i): Way => {
      const saying = thatDo(rules, decision, one => one.type === 'conclude' && one.answer === id)
      const isLast = i === decision.answers.length - 1
      return {
        steps: saying.map(rule => stepOf(book, rule.title, [rule])),
        exits: [{ when: rulesWords.isEach.classify[isLast ? 1 : 0], answer: capital(summary) }],
      }
    }),
}

/** What leads to each answer of a question by rules that are in force on one day. */
export const waysTo = (book: AuthorityWordbook, decision: DecisionDefinition, rules: readonly Rule[]): readonly Way[] =>
  makers[decision.form](book, decision, rules)

const wayTo = ({ answers }: DecisionDefinition, steps: readonly Step[], whens: readonly string[]): readonly Way[] => [
  { steps, exits: answers.map(({ summary }, i) => ({ when: whens[i]!, answer: capital(summary) })) },
]

type Event = ReturnType<typeof eventsFor>[number]

const thatDo = (rules: readonly Rule[], { id }: DecisionDefinition, does: (event: Event) => boolean): readonly Rule[] =>
  rules.filter(rule => eventsFor(rule, id).some(does))

const stepOf = (book: AuthorityWordbook, title: string, rules: readonly Rule[]): Step => ({
  title,
  facts: factsOf(
    book,
    rules.map(one => one.conditions),
  ),
  rules,
})

const factsOf = (book: AuthorityWordbook, conditions: readonly Condition[]): readonly string[] =>
  reachedFrom(book, conditions).facts.map(one => one.label)
