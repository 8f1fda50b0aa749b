import type { Authority, Rule, Rulebook } from '../../src/compile/rulebook.ts'
import { plusDays, plusMonths, weekdayOf } from '../../src/kernel/dates.ts'
import type { Condition, Leaf } from '../../src/language/condition.ts'
import { forces } from '../../src/language/rulebook.ts'
import type { Scalar } from '../../src/language/values.ts'

/**
 * The semantics a second time, as plainly as it can be said and with no thought for speed: conditions are walked as they are
 * written, unknown facts are tried with every value of their domain, and nothing is shared with the library's evaluators.
 */
type Facts = Readonly<Record<string, Scalar | null | undefined>>
type Truth = 0 | 1 | 2
/** Every value that a fact could have, as far as any boundary or any other value could tell two apart. */
type Domain = (name: string, known: Facts) => readonly Scalar[]
interface World {
  readonly book: Rulebook
  readonly authority: Authority
  readonly facts: Facts
  readonly domain: Domain
  /** The alternative of a reading that is tried. */
  readonly tried?: { readonly id: string; readonly index: number }
}

const tests: Record<string, (a: Scalar, b: Scalar & Scalar[]) => boolean> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b) => b.includes(a),
  notIn: (a, b) => !b.includes(a),
  lessThan: (a, b) => a < b,
  lessThanInclusive: (a, b) => a <= b,
  greaterThan: (a, b) => a > b,
  greaterThanInclusive: (a, b) => a >= b,
  dateBefore: (a, b) => a < b,
  dateOnOrBefore: (a, b) => a <= b,
  dateAfter: (a, b) => a > b,
  dateOnOrAfter: (a, b) => a >= b,
}

const valueFound = (world: World, name: string): Scalar | undefined => {
  const given = world.facts[name]
  if (given !== null && given !== undefined) return given
  const { from, cases = [] } = world.book.factsByName.get(name)!.derived ?? {}
  if (from) return [false, undefined, true][truthOf(world, from)]
  return cases.find(one => truthOf(world, one.when) === 2)?.value
}

/** What stands in a condition's place once definitions and the reading that is tried are put in. */
const meant = (world: World, part: Condition): Condition => {
  const reading = 'reading' in part ? part.reading : undefined
  const instead =
    world.tried && reading === world.tried.id
      ? world.authority.readings.get(reading)!.alternatives[world.tried.index]!.condition
      : undefined
  const stands = instead ?? part
  return 'condition' in stands ? world.authority.definitions.get(stands.condition)!.conditions : stands
}

const truthOf = (world: World, condition: Condition): Truth => {
  if ('all' in condition) return Math.min(2, ...condition.all.map(one => truthOf(world, one))) as Truth
  if ('any' in condition) return Math.max(0, ...condition.any.map(one => truthOf(world, one))) as Truth
  if ('not' in condition) return (2 - truthOf(world, condition.not)) as Truth
  const stands = meant(world, condition)
  if (stands !== condition || 'condition' in stands) return truthOf(world, stands)
  const { fact, operator, value } = condition as Leaf
  const left = valueFound(world, fact)
  const right = typeof value === 'object' && 'fact' in value ? valueFound(world, value.fact) : value
  return left === undefined || right === undefined ? 1 : tests[operator]!(left, right as never) ? 2 : 0
}

const worldOf = (book: Rulebook, facts: Facts, authority = book.national): World => ({
  book,
  authority: book.authorities.get(authority)!,
  facts,
  domain: () => [],
})

/** How true a condition is, of an authority where it names a definition: 0 false, 1 unknown, 2 true. */
export const truthIn = (book: Rulebook, facts: Facts, condition: Condition, authority?: string): Truth =>
  truthOf(worldOf(book, facts, authority), condition)

/** The value of a fact, given or derived. */
export const valueIn = (book: Rulebook, facts: Facts, name: string, authority?: string): Scalar | undefined =>
  valueFound(worldOf(book, facts, authority), name)

/** The facts on which an unknown condition hangs. */
const hangs = (world: World, condition: Condition): string[] => {
  if (truthOf(world, condition) !== 1) return []
  if ('all' in condition) return condition.all.flatMap(one => hangs(world, one))
  if ('any' in condition) return condition.any.flatMap(one => hangs(world, one))
  if ('not' in condition) return hangs(world, condition.not)
  const stands = meant(world, condition)
  if (stands !== condition) return hangs(world, stands)
  const { fact, value } = condition as Leaf
  const names = typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact]
  return names
    .filter(name => world.facts[name] == null)
    .flatMap(name => {
      const { from, cases } = world.book.factsByName.get(name)!.derived ?? {}
      if (from) return hangs(world, from)
      return [...(cases ?? []).flatMap(one => hangs(world, one.when)), name]
    })
}

const rulesOn = ({ authority }: World, decision: string, asOf: string): Rule[] =>
  authority.rules.filter(
    rule =>
      rule.decision === decision &&
      rule.firstDay !== null &&
      (rule.effective.clock !== undefined || (rule.firstDay <= asOf && asOf <= (rule.lastDay ?? '9999'))),
  )

/** A rule as one condition: in force, and its conditions, and not any rule that excepts it. */
const asCondition = (rule: Rule, rules: readonly Rule[]): Condition => {
  const clock = rule.effective.clock
  const inForce: Condition[] =
    clock === undefined
      ? []
      : [
          { fact: clock, operator: 'dateOnOrAfter', value: rule.firstDay! },
          ...(rule.lastDay === null ? [] : [{ fact: clock, operator: 'dateOnOrBefore', value: rule.lastDay } as const]),
        ]
  const excepting = rules
    .filter(other => other.exceptionTo.includes(rule.name))
    .map(other => ({ not: asCondition(other, rules) }))
  return { all: [...inForce, rule.conditions, ...excepting] }
}

export const oracle = (
  book: Rulebook,
  request: { decision: string; authority: string; asOf: string; facts: Facts },
  domain: Domain,
) => {
  const authority = book.authorities.get(request.authority)!
  const world: World = { book, authority, facts: request.facts, domain }
  const decision = book.decisions.get(request.decision)!
  const rules = rulesOn(world, decision.id, request.asOf)
  const conditionOf = new Map(rules.map(rule => [rule, asCondition(rule, rules)]))
  const ruleTruth = (rule: Rule, at = world) => truthOf(at, conditionOf.get(rule)!)
  const anyOf = (chosen: readonly Rule[]): Condition => ({ any: chosen.map(rule => conditionOf.get(rule)!) })

  const required = decision.requirements
    .map(one => ({ one, by: rules.filter(({ event }) => event.type === 'require' && event.requirement === one.id) }))
    .filter(({ by }) => by.length > 0)
  const included = rules.flatMap(rule => (rule.event.type === 'include' ? [{ rule, event: rule.event }] : []))
  const concluding = (answer: string) =>
    rules.filter(({ event }) => event.type === 'conclude' && event.answer === answer)

  const answers: Condition[] = (() => {
    if (decision.form === 'permit') {
      const applying = required.map(({ one, by }) => ({ applies: anyOf(by), test: one.test }))
      return [
        {
          all: [
            ...applying.map(({ applies, test }) => ({ any: [{ not: applies }, test] })),
            { any: applying.map(({ applies, test }) => ({ all: [applies, test] })) },
          ],
        },
        { any: applying.map(({ applies, test }) => ({ all: [applies, { not: test }] })) },
        { not: { any: applying.map(({ applies }) => applies) } },
      ]
    }
    if (decision.form === 'collect') {
      const some = anyOf(included.filter(({ event }) => event.list === decision.collects).map(({ rule }) => rule))
      return [some, { not: some }]
    }
    const holds = decision.answers.slice(0, -1).map(answer => anyOf(concluding(answer.id)))
    return [
      ...holds.map((one, i) => ({ all: [one, ...holds.slice(0, i).map(earlier => ({ not: earlier }))] })),
      { all: holds.map(one => ({ not: one })) },
    ]
  })()

  const contradicts = (at: World) => book.contradictions.some(one => truthOf(at, one.never) === 2)
  const kleene = (at: World) => decision.answers.map(one => one.id).filter((_, i) => truthOf(at, answers[i]!) > 0)
  const askable = book.facts.filter(fact => fact.kept && fact.derived?.from === undefined).map(fact => fact.name)
  const supposed = (at: World, name: string) =>
    domain(name, at.facts)
      .map(value => ({ ...at, facts: { ...at.facts, [name]: value } }))
      .filter(one => !contradicts(one))
  const possible = (at: World): string[] =>
    askable
      .filter(name => at.facts[name] == null)
      .reduce((left, name) => {
        const union = new Set(supposed(at, name).flatMap(kleene))
        const narrowed = left.filter(answer => union.has(answer))
        return narrowed.length > 0 ? narrowed : left
      }, kleene(at))

  const unique = (names: readonly string[]) => [...new Set(names)]
  const behind = (chosen: readonly Rule[]) => {
    const holding = chosen.filter(rule => ruleTruth(rule) === 2)
    return holding.length > 0 ? holding : chosen.filter(rule => ruleTruth(rule) === 1)
  }
  const because = (chosen: readonly Rule[]) => unique(behind(chosen).map(rule => rule.name)).sort()
  const force = (chosen: readonly Rule[]) => forces[Math.min(...behind(chosen).map(rule => forces.indexOf(rule.force)))]

  const requirementsIn = (at: World) =>
    required.flatMap(({ one, by }) => {
      const applies = truthOf(at, anyOf(by))
      return applies === 0
        ? []
        : [
            {
              id: one.id,
              status: ['unmet', 'unknown', 'met'][truthOf(at, one.test)],
              applies: applies === 2 ? 'yes' : 'unknown',
            },
          ]
    })
  const itemsIn = (at: World) => {
    const keys = unique(included.map(({ event }) => JSON.stringify([event.list, event.item, event.verb])))
    return keys.flatMap(key => {
      const by = included.filter(({ event }) => JSON.stringify([event.list, event.item, event.verb]) === key)
      const applies = truthOf(at, anyOf(by.map(({ rule }) => rule)))
      return applies === 0
        ? []
        : [{ ...by[0]!.event, status: applies === 2 ? 'applies' : 'possible', by: by.map(({ rule }) => rule) }]
    })
  }
  const deadlinesIn = (at: World) => {
    const setting = rules.flatMap(rule => (rule.event.type === 'deadline' ? [{ rule, event: rule.event }] : []))
    return unique(setting.map(({ event }) => JSON.stringify(event))).flatMap(key => {
      const by = setting.filter(({ event }) => JSON.stringify(event) === key)
      const applies = truthOf(at, anyOf(by.map(({ rule }) => rule)))
      const { event } = by[0]!
      const override =
        at.tried && event.reading === at.tried.id
          ? authority.readings.get(event.reading)!.alternatives[at.tried.index]!.deadline
          : undefined
      const date = due(
        book,
        { ...event, count: override?.count ?? event.count, unit: override?.unit ?? event.unit },
        at.facts[event.of],
      )
      return applies === 0
        ? []
        : [{ action: event.action, status: applies === 2 ? 'applies' : 'possible', date, term: key }]
    })
  }

  const possibleAnswers = possible(world)
  const determined = possibleAnswers.length === 1
  const forAnswer = determined ? [] : unique(answers.flatMap(one => hangs(world, one)))
  const settles = (name: string) => supposed(world, name).every(one => possible(one).length === 1)
  const openRules = new Map<string, number>()
  for (const rule of rules.filter(one => ruleTruth(one) > 0)) {
    const { event } = rule
    const test =
      event.type === 'require'
        ? hangs(world, decision.requirements.find(one => one.id === event.requirement)!.test)
        : []
    const held = event.type === 'deadline' && request.facts[event.of] == null ? [event.of] : []
    const names = [...hangs(world, conditionOf.get(rule)!), ...test]
    for (const name of [...unique(names), ...held]) openRules.set(name, (openRules.get(name) ?? 0) + 1)
  }
  const missing = [...openRules].map(([fact, open]) => ({
    fact,
    open,
    for: forAnswer.includes(fact) ? 'answer' : 'detail',
    settles: forAnswer.includes(fact) && settles(fact),
  }))
  missing.sort(
    (a, b) =>
      a.for.localeCompare(b.for) ||
      Number(b.settles) - Number(a.settles) ||
      b.open - a.open ||
      book.factsByName.get(a.fact)!.index - book.factsByName.get(b.fact)!.index,
  )

  const named = new Set<string>()
  const note = (condition: Condition): void => {
    if ('all' in condition) return condition.all.forEach(note)
    if ('any' in condition) return condition.any.forEach(note)
    if ('not' in condition) return note(condition.not)
    if (condition.reading !== undefined) {
      named.add(condition.reading)
      for (const one of authority.readings.get(condition.reading)!.alternatives) if (one.condition) note(one.condition)
    }
    if ('condition' in condition) note(authority.definitions.get(condition.condition)!.conditions)
  }
  for (const rule of rules) {
    note(rule.conditions)
    if (rule.event.type === 'deadline' && rule.event.reading !== undefined) named.add(rule.event.reading)
  }
  const shape = (at: World) => ({
    requirements: new Map(requirementsIn(at).map(one => [`requirements/${one.id}`, JSON.stringify(one)])),
    items: new Map(
      itemsIn(at).map(one => [
        `lists/${one.list}/${one.item}${one.verb === undefined ? '' : `/${one.verb}`}`,
        one.status,
      ]),
    ),
    deadlines: new Map(
      deadlinesIn(at).map(one => [`deadlines/${one.action} ${one.term}`, `${one.status} ${one.date}`]),
    ),
  })
  const readings = [...named].sort().flatMap(id =>
    authority.readings.get(id)!.alternatives.flatMap((alternative, index) => {
      const at: World = { ...world, tried: { id, index } }
      const would = possible(at)
      const [as, then] = [shape(world), shape(at)]
      const changed = (['requirements', 'items', 'deadlines'] as const).flatMap(kind =>
        unique([...as[kind].keys(), ...then[kind].keys()]).filter(key => as[kind].get(key) !== then[kind].get(key)),
      )
      const changes = unique([
        ...(would.join() === possibleAnswers.join() ? [] : ['answer']),
        ...changed.map(key => key.split(' ')[0]!),
      ]).sort()
      return changes.length === 0
        ? []
        : [{ id, alternative: alternative.text, answerWouldBe: would.length === 1 ? would[0]! : null, changes }]
    }),
  )

  return {
    contradicts: contradicts(world),
    status: determined ? 'determined' : 'undetermined',
    answer: determined ? possibleAnswers[0]! : null,
    possibleAnswers,
    requirements: requirementsIn(world).map(one => ({
      ...one,
      force: force(required.find(({ one: r }) => r.id === one.id)!.by),
      because: because(required.find(({ one: r }) => r.id === one.id)!.by),
    })),
    items: itemsIn(world).map(one => ({
      list: one.list,
      item: one.item,
      verb: one.verb,
      status: one.status,
      force: force(one.by),
      because: because(one.by),
    })),
    deadlines: deadlinesIn(world).map(({ action, status, date }) => ({ action, status, date })),
    missing: missing.map(({ open: _, ...rest }) => rest),
    readings,
  }
}

const due = (
  book: Rulebook,
  event: { count: number; unit: string; direction: string },
  start: Scalar | null | undefined,
): string | null => {
  if (typeof start !== 'string') return null
  const count = event.direction === 'after' ? event.count : -event.count
  if (event.unit === 'month') return plusMonths(start, count)
  if (event.unit === 'week') return plusDays(start, 7 * count)
  if (event.unit === 'calendar-day' || event.unit === 'unspecified-day') return plusDays(start, count)
  if (event.unit !== 'working-day') return null
  const { from, to, closed } = book.calendar
  let day = start
  let left = Math.abs(count)
  while (left > 0) {
    day = plusDays(day, Math.sign(count))
    if (day < from || day > to) return null
    if (weekdayOf(day) < 6 && !closed.has(day)) left -= 1
  }
  return day
}
