import type { Condition, DecisionDefinition, FormName, Rule } from '@virtual-school/rules'
import { capital, eventsFor } from '@virtual-school/rules/internal'
import {
  type AuthorityWordbook,
  type ConditionWords,
  conditionInWords,
  itemTitle,
  listTitle,
  type Wordbook,
} from '@virtual-school/rules/words'
import { isInForceOn } from '../held/in-force.ts'
import { reachedFrom } from '../held/reached.ts'
import { rulesWords } from '../words/rules.ts'

/** Something that facts decide and that decides an answer: a requirement, an item that can apply, or a rule. */
export interface WayStep {
  readonly title: string
  /** What the facts on which it turns are called. Empty: it turns on none. */
  readonly facts: readonly string[]
  readonly rules: readonly Rule[]
  /** Of a requirement: when it is met. */
  readonly met?: ConditionWords
}

/** How steps lead to answers. */
export interface Way {
  readonly steps: readonly WayStep[]
  /** Each answer that they can lead to, and when they do. */
  readonly exits: readonly { readonly when: string; readonly answer: string }[]
}

/** The rules that answer a question on one day. */
interface Asked extends AuthorityWordbook {
  readonly decision: DecisionDefinition
  /** Every rule of the authority that is in force, whatever it is about. */
  readonly inForce: readonly Rule[]
}

const makers: Readonly<Record<FormName, (asked: Asked) => readonly Way[]>> = {
  permit: asked => {
    const { decision } = asked
    const steps = decision.requirements.flatMap(({ id, title, test }): readonly WayStep[] => {
      const asking = thatDo(asked, one => one.type === 'require' && one.requirement === id)
      const facts = factsOf(asked, asking, [test])
      return asking.length === 0
        ? []
        : [{ title: capital(title), facts, rules: asking, met: conditionInWords(asked, test) }]
    })
    return [{ steps, exits: answersOf(asked, decision) }]
  },
  collect: asked => {
    const list = asked.decision.collects!
    const steps = asked.rulebook.lists.get(list)!.items.flatMap(({ id }): readonly WayStep[] => {
      const rules = thatDo(asked, one => one.type === 'include' && one.list === list && one.item === id)
      const title = capital(itemTitle(asked, list, id))
      return rules.length === 0 ? [] : [{ title, facts: factsOf(asked, rules), rules }]
    })
    return [{ steps, exits: answersOf(asked, asked.decision) }]
  },
  classify: asked =>
    answersOf(asked, asked.decision).map((exit, i): Way => {
      const { id } = asked.decision.answers[i]!
      const rules = thatDo(asked, one => one.type === 'conclude' && one.answer === id)
      const steps = rules.map(rule => ({ title: rule.title, facts: factsOf(asked, [rule]), rules: [rule] }))
      return { steps, exits: [exit] }
    }),
}

/** What leads to each answer of a question by the rules that are in force on one day. */
export const waysTo = (book: AuthorityWordbook, decision: DecisionDefinition, day: string): readonly Way[] =>
  makers[decision.form]({ ...book, decision, inForce: book.authority.rules.filter(one => isInForceOn(one, day)) })

/** Each answer of a question, and when it is the one. */
export const answersOf = (book: Wordbook, decision: DecisionDefinition): Way['exits'] =>
  decision.answers.map(({ summary }, i) => ({ answer: capital(summary), when: whenOf(book, decision, i) }))

const whenOf = (book: Wordbook, { form, answers, collects }: DecisionDefinition, at: number): string => {
  if (form === 'permit') return rulesWords.permitWhen[at]!
  if (form === 'collect') return rulesWords.collectWhen(listTitle(book, collects!))[at]!
  const { first, between, last } = rulesWords.classifyWhen
  return at === 0 ? first : at === answers.length - 1 ? last : between
}

/** What the steps of a question are called. */
export const stepsTitle = (book: Wordbook, { form, collects }: DecisionDefinition): string =>
  form === 'collect' ? listTitle(book, collects!) : form === 'permit' ? rulesWords.requirements : rulesWords.title

type Event = ReturnType<typeof eventsFor>[number]

const thatDo = ({ inForce, decision }: Asked, does: (event: Event) => boolean): readonly Rule[] =>
  inForce.filter(rule => eventsFor(rule, decision.id).some(does))

/** What the facts are called on which some rules and tests turn: those of exceptions to the rules, and those that choose an edition, among them. */
const factsOf = (asked: Asked, rules: readonly Rule[], tests: readonly Condition[] = []): readonly string[] => {
  const all = withExceptions(asked, rules)
  const reached = reachedFrom(asked, [...all.map(one => one.conditions), ...tests])
  const clocks = new Set(all.map(one => one.effective.clock))
  return asked.rulebook.facts.filter(one => reached.facts.includes(one) || clocks.has(one.name)).map(one => one.label)
}

const withExceptions = ({ inForce }: Asked, rules: readonly Rule[]): readonly Rule[] => {
  const found = new Set(rules)
  // A set goes on to what is added to it.
  for (const { exceptedBy } of found)
    for (const one of inForce.filter(({ name }) => exceptedBy.includes(name))) found.add(one)
  return [...found]
}
