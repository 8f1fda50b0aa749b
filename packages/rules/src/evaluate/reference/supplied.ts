import type { Rulebook } from '../../compile/rulebook.ts'
import { plusDays, weekdayOf } from '../../kernel/dates.ts'
import type { Condition } from '../../language/condition.ts'
import type { DecisionDefinition } from '../../language/decisions.ts'
import { type FactsByName, truthIn } from './truth.ts'

/** Facts with what nobody need give: what follows from the day, and the action that the question is about. */
export const withSupplied = (
  book: Rulebook,
  { proposes = [] }: DecisionDefinition,
  asOf: string,
  facts: FactsByName,
): FactsByName => {
  if (book.semantics === 1) return facts
  const calendar = book.facts.flatMap(({ name, given }) => {
    if (given === undefined) return []
    return [[name, given === 'calendar' ? isBetweenYears(asOf) : given.from <= asOf && asOf <= given.to] as const]
  })
  const known = { ...facts, ...Object.fromEntries(calendar) }
  if (known.proposedAction != null || !book.factsByName.has('proposedAction')) return known
  const told = proposes.length === 1 ? proposes : proposes.filter(action => isToldBy(book, known, action))
  return told.length === 0 ? known : { ...known, proposedAction: told[0]! }
}

/** Whether a fact has the value that follows from this action and no other: a school move is told by the kind of move. */
const isToldBy = (book: Rulebook, known: FactsByName, action: string): boolean => {
  const others = book.factsByName.get('proposedAction')!.values!.map(one => one.value)
  const follows = (when: Condition, from: string) => truthIn(book, { proposedAction: from }, when) === 2
  return book.facts.some(({ name, derived }) =>
    derived?.cases?.some(
      ({ value, when }) => known[name] === value && others.every(other => follows(when, other) === (other === action)),
    ),
  )
}

/** After the last Friday in June, and not after 7 September; not known before 1997 and after 2100. */
const isBetweenYears = (day: string): boolean | undefined => {
  const year = day.slice(0, 4)
  if (year < '1997' || year > '2100') return undefined
  let friday = `${year}-06-30`
  while (weekdayOf(friday) !== 5) friday = plusDays(friday, -1)
  return friday < day && day <= `${year}-09-07`
}
