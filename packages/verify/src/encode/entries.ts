import { type DecisionDefinition, type ItemTime, itemTimes, type RuleEvent } from '@virtual-school/rules'
import { firstDayOf } from '@virtual-school/rules/internal'
import {
  and,
  atMost,
  certain,
  int,
  ite,
  kleeneAnd,
  kleeneOr,
  less,
  or,
  possibly,
  type Term,
  type TruthTerms,
} from '../smt/terms.ts'
import { encodeCondition, type World } from './conditions.ts'
import { dayNumber } from './days.ts'
import type { ItemTerms, RuleTerms, TextTerms } from './question-terms.ts'
import { nameTruth, type Script } from './script.ts'

/** That a rule holds from which something like this follows. */
export const anyHaving = (
  script: Script,
  rules: readonly RuleTerms[],
  having: (event: RuleEvent) => boolean,
): TruthTerms => nameTruth(script, kleeneOr(rules.filter(one => one.events.some(having)).map(one => one.truth)))

/** An item has its part at the earliest time that a rule behind it says: one that holds or, if none is known to, one that may. */
export const encodeItems = (script: Script, rules: readonly RuleTerms[]): readonly ItemTerms[] =>
  distinct(rules, 'include').map(event => {
    const { list, item, verb } = event
    const applies = anyHaving(script, rules, other => equalEvents(other, event))
    const isBy = itemTimes.map((_, rank) => {
      const isEarly = (time: ItemTime | undefined) => time !== undefined && itemTimes.indexOf(time) <= rank
      const early = rules.filter(({ events }) =>
        events.some(other => other.type === 'include' && equalEvents(other, event) && isEarly(other.when)),
      )
      return script.name(
        ite(applies.t, or(...early.map(one => one.truth.t)), or(...early.map(one => possibly(one.truth)))),
      )
    })
    return { list, item, verb, applies, isBy }
  })

/** Whether two events make the same entry: whenever an item has its part, it is the same item. */
export const equalEvents = (a: RuleEvent, b: RuleEvent): boolean => entryText(a) === entryText(b)

const entryText = (event: RuleEvent): string =>
  JSON.stringify(event.type === 'include' ? { ...event, when: undefined } : event)

type EventOf<T extends RuleEvent['type']> = Extract<RuleEvent, { type: T }>
/** The events of one type, each once, in the order of the rules. */
export const distinct = <T extends RuleEvent['type']>(rules: readonly RuleTerms[], type: T): readonly EventOf<T>[] => {
  const events = rules.flatMap(one => one.events).filter((event): event is EventOf<T> => event.type === type)
  return [...new Map(events.map(event => [entryText(event), event])).values()]
}

/** The texts that bear on the question: in force on the day, and as far as it may concern the child. */
export const encodeTexts = (world: World, decision: DecisionDefinition, asOf: Term): readonly TextTerms[] =>
  world.authority.unmodelled
    .filter(one => one.decisions.includes(decision.id))
    .map(text => ({
      text,
      concerns: nameTruth(
        world.script,
        kleeneAnd([
          certain(
            and(
              ...(text.firstDay === null ? [] : [atMost(int(dayNumber(text.firstDay)), asOf)]),
              ...(text.lastDay === null ? [] : [atMost(asOf, int(dayNumber(text.lastDay)))]),
            ),
          ),
          ...(text.conditions === undefined ? [] : [encodeCondition(world, text.conditions)]),
        ]),
      ),
    }))

/** Neither true nor false: what nobody can know. */
const unknown: TruthTerms = { t: 'false', f: 'false' }

/** Law that is not held and could overturn an answer: never true, and false if it does not concern the child. */
export const encodeUnheld = (
  texts: readonly TextTerms[],
  { completeFrom }: DecisionDefinition,
  asOf: Term,
): readonly TruthTerms[] => [
  ...texts
    .filter(({ text }) => text.isNotHeld || text.bears === 'bar')
    .map(({ concerns }) => kleeneAnd([concerns, unknown])),
  ...(completeFrom === undefined
    ? []
    : [kleeneAnd([certain(less(asOf, int(dayNumber(firstDayOf(completeFrom.day))))), unknown])]),
]
