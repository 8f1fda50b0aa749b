/**
 * @typedef {import('@virtual-school/rules').Rules} Rules
 * @typedef {import('@virtual-school/rules').Rule} Rule
 * @typedef {import('@virtual-school/rules').Authority} Authority
 * @typedef {import('@virtual-school/rules').Condition} Condition
 * @typedef {import('@virtual-school/rules').Leaf} Leaf
 * @typedef {{ readonly decision: string, readonly count: number, readonly example: string }} Reader
 */

/** The tests at the ends of a condition. @param {Condition} condition @returns {readonly (Leaf | { condition: string, reading?: string | undefined })[]} */
const ends = condition => {
  if ('all' in condition) return condition.all.flatMap(ends)
  if ('any' in condition) return condition.any.flatMap(ends)
  return 'not' in condition ? ends(condition.not) : [condition]
}

/**
 * The facts that conditions read, through the definitions, the readings and the facts that they are worked out from.
 * @param {Rules} rules @param {Authority} authority @param {readonly Condition[]} conditions @param {Set<string>} found
 */
const follow = (rules, authority, conditions, found) => {
  for (const end of conditions.flatMap(ends)) {
    const reading = end.reading === undefined ? undefined : authority.readings.get(end.reading)
    const others = (reading?.alternatives ?? []).flatMap(one => (one.condition === undefined ? [] : [one.condition]))
    follow(rules, authority, others, found)
    const meant = 'condition' in end ? authority.definitions.get(end.condition)?.conditions : undefined
    if (meant !== undefined) follow(rules, authority, [meant], found)
    for (const name of 'condition' in end ? [] : namesIn(end)) followFact(rules, authority, name, found)
  }
}

/** @param {Leaf} leaf */
const namesIn = ({ fact, value }) =>
  typeof value === 'object' && value !== null && 'fact' in value ? [fact, value.fact] : [fact]

/** @param {Rules} rules @param {Authority} authority @param {string} name @param {Set<string>} found */
const followFact = (rules, authority, name, found) => {
  if (found.has(name)) return
  found.add(name)
  const { from, cases = [] } = rules.rulebook.factsByName.get(name)?.derived ?? {}
  follow(rules, authority, [...(from === undefined ? [] : [from]), ...cases.map(one => one.when)], found)
}

/** What a rule and what it requires read. @param {Rules} rules @param {Authority} authority @param {Rule} rule */
const factsOfRule = (rules, authority, { conditions, events, effective: { clock } }) => {
  /** @type {Set<string>} */
  const found = new Set()
  const followed = [...events].flatMap(([decision, some]) => some.map(event => ({ decision, event })))
  const required = followed.flatMap(({ decision, event }) =>
    event.type === 'require'
      ? (rules.rulebook.decisions.get(decision)?.requirements ?? []).filter(one => one.id === event.requirement)
      : [],
  )
  follow(rules, authority, [conditions, ...required.map(one => one.test)], found)
  const dates = [clock, ...followed.map(({ event }) => (event.type === 'deadline' ? event.of : undefined))]
  for (const name of dates) if (name !== undefined) followFact(rules, authority, name, found)
  return found
}

/**
 * For each fact, the decisions that read it: how many editions of rules do, and the title of the rule that reads fewest
 * facts besides, since that one shows best why it is needed.
 * @param {Rules} rules @returns {ReadonlyMap<string, readonly Reader[]>}
 */
export const readersOfFacts = rules => {
  const own = [...rules.rulebook.authorities.values()].flatMap(authority =>
    authority.rules
      .filter(rule => rule.layer === authority.id)
      .map(rule => ({ rule, facts: factsOfRule(rules, authority, rule) })),
  )
  /** @param {string} name @param {string} decision */
  const reader = (name, decision) => {
    const reading = own.filter(({ rule, facts }) => rule.decision === decision && facts.has(name))
    const [first] = reading.toSorted((a, b) => a.facts.size - b.facts.size)
    return first === undefined ? [] : [{ decision, count: reading.length, example: first.rule.title }]
  }
  return new Map(rules.facts.map(({ name }) => [name, rules.decisions.flatMap(({ id }) => reader(name, id))]))
}
