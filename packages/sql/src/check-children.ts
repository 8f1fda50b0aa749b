import { type CivilDate, type Scalar, scenariosOf } from '@virtual-school/rules'
import {
  birthFact,
  contradictionsOf,
  dateOfDayNumber,
  dayNumberOf,
  domainsOf,
  programFor,
  type Rules,
  sourceOf,
} from '@virtual-school/rules/internal'

/** What is known of a child; null: asked, and not known. */
export type ChildFacts = Readonly<Record<string, Scalar | null>>

/** Of whom children are drawn. */
export interface ChildrenWanted {
  readonly decision: string
  readonly authority: string
  readonly asOf: CivilDate
  /** The facts that may be told. */
  readonly facts: ReadonlySet<string>
  /** How many more there are than the scenarios. */
  readonly drawnCount: number
}

/**
 * Children on whom a query can be tried: those of the scenarios of a question, if the rules were loaded with them, and as many
 * more as are wanted, each a scenario with some facts changed or a child made up, with values at and beside every boundary. The
 * same for the same rules. Some of them contradict themselves.
 */
export const listCheckChildren = (rules: Rules, wanted: ChildrenWanted): readonly ChildFacts[] => {
  const dice = createDice()
  const values = valuesOf(rules, wanted)
  const told = scenarioFacts(rules, wanted)
  const drawn = Array.from({ length: wanted.drawnCount }, (_, i): ChildFacts => {
    const base = i % 2 === 0 && told.length > 0 ? told[dice(told.length)]! : {}
    const chance = i % 2 === 0 ? 1 : [2, 5, 8, 12, 15][dice(5)]!
    return acceptable(rules, wanted, changed(base, values, chance, dice), dice)
  })
  return [...distinct([{}, ...told]), ...drawn]
}

type Dice = (count: number) => number

/** Whole numbers below a count that look random and are always the same. */
const createDice = (): Dice => {
  let state = 20_261_122
  return count => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * count)
  }
}

const distinct = (children: readonly ChildFacts[]): readonly ChildFacts[] => [
  ...new Map(children.map(one => [JSON.stringify(Object.entries(one).sort()), one])).values(),
]

/** The facts of each scenario, as far as they may be told. */
const scenarioFacts = (rules: Rules, { decision, authority, facts }: ChildrenWanted): readonly ChildFacts[] =>
  rules.rulebook.isWhole
    ? scenariosOf(rules)
        .filter(one => one.request.decision === decision)
        .filter(one => one.authority === authority || one.authority === rules.rulebook.national)
        .map(({ request }) => Object.fromEntries(Object.entries(request.facts).filter(([name]) => facts.has(name))))
    : []

/** The values at and beside every boundary of the facts that the question, or what no child can be, asks about. */
const valuesOf = (
  rules: Rules,
  { decision, authority, asOf, facts }: ChildrenWanted,
): ReadonlyMap<string, readonly Scalar[]> => {
  const { rulebook } = rules
  const asked = rulebook.decisions.get(decision)!
  const council = rulebook.authorities.get(authority)!
  const never = contradictionsOf(rulebook, asked).map(one => one.never)
  const sources = [programFor(rulebook, council, asked, asOf), sourceOf(rulebook, council, never)]
  const nearDays = [-400, -35, -2, -1, 0, 1, 30].map(days => dateOfDayNumber(dayNumberOf(asOf) + days))
  const values = new Map<string, readonly Scalar[]>()
  for (const { fact, values: own } of domainsOf(sources).values())
    values.set(fact.name, fact.type === 'date' ? [...own, ...nearDays] : own)
  values.set(birthFact, birthsNear(asOf))
  return new Map([...values].filter(([name]) => facts.has(name)))
}

/** Births at whose birthdays, and ends of school years, something may turn. */
const birthsNear = (asOf: CivilDate): readonly CivilDate[] => {
  const year = Number(asOf.slice(0, 4))
  const birthdays = [0, 2, 3, 5, 10, 16, 18, 25].flatMap(age =>
    [-1, 0, 1].map(days => dateOfDayNumber(dayNumberOf(`${year - age}${asOf.slice(4)}`) + days)),
  )
  const turns = [4, 5, 15, 16, 17].flatMap(age =>
    ['02-28', '03-31', '04-01', '08-31', '09-01', '12-31'].map(day => `${year - age}-${day}`),
  )
  return [...birthdays, ...turns]
}

/** Some facts with other values, or not known; each with this chance, in sixteenths. */
const changed = (
  base: ChildFacts,
  values: ReadonlyMap<string, readonly Scalar[]>,
  chance: number,
  dice: Dice,
): ChildFacts => ({
  ...base,
  ...Object.fromEntries(
    [...values]
      .filter(() => dice(16) < chance)
      .map(([name, some]) => [name, dice(6) === 0 ? null : some[dice(some.length)]!]),
  ),
})

/** Without what keeps the child from being answered; of one in eight it is left. */
const acceptable = (rules: Rules, asked: ChildrenWanted, drawn: ChildFacts, dice: Dice): ChildFacts => {
  const { decision, authority, asOf } = asked
  const facts = { ...drawn }
  if (dice(8) === 0) return facts
  for (;;) {
    const found = rules.parseRequest({ decision, authority, asOf, facts })
    if (found.ok) return facts
    const names = Object.keys(facts)
    const named = found.issues.map(one => one.pointer.split('/')[2] ?? '').filter(name => name in facts)
    // What contradicts another fact may follow from the date of birth.
    const out = named.length > 0 ? named : birthFact in facts ? [birthFact] : [names[dice(names.length)]!]
    for (const name of out) delete facts[name]
  }
}
