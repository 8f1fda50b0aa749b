/**
 * @typedef {import('@virtual-school/rules').AnyRules} Rules
 * @typedef {import('@virtual-school/rules').Rule} Rule
 * @typedef {import('@virtual-school/rules').Authority} Authority
 * @typedef {import('@virtual-school/rules').Condition} Condition
 * @typedef {import('@virtual-school/rules').Leaf} Leaf
 * @typedef {{ readonly decision: string, readonly count: number, readonly textsCount: number, readonly example: string }} Reader
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

/** What a rule reads in one question, and what it requires there. @param {Rules} rules @param {Authority} authority @param {Rule} rule @param {string} decision */
const factsOfRule = (rules, authority, { conditions, events, effective: { clock } }, decision) => {
  /** @type {Set<string>} */
  const found = new Set()
  const followed = events.get(decision) ?? []
  const required = followed.flatMap(event =>
    event.type === 'require'
      ? (rules.rulebook.decisions.get(decision)?.requirements ?? []).filter(one => one.id === event.requirement)
      : [],
  )
  follow(rules, authority, [conditions, ...required.map(one => one.test)], found)
  const dates = [clock, ...followed.map(event => (event.type === 'deadline' ? event.of : undefined))]
  for (const name of dates) if (name !== undefined) followFact(rules, authority, name, found)
  return found
}

/** What a text that no rule weighs reads, to say whom it concerns. @param {Rules} rules @param {Authority} authority @param {Condition | undefined} conditions */
const factsOfText = (rules, authority, conditions) => {
  /** @type {Set<string>} */
  const found = new Set()
  follow(rules, authority, conditions === undefined ? [] : [conditions], found)
  return found
}

/**
 * Who reads what in a question: each edition of each rule of an authority’s own, and each text that no rule weighs.
 * @param {Rules} rules @param {string} decision
 */
const readersOf = (rules, decision) =>
  [...rules.rulebook.authorities.values()].flatMap(authority => [
    ...authority.rules
      .filter(rule => rule.layer === authority.id && rule.events.has(decision))
      .map(rule => ({ title: rule.title, isRule: true, facts: factsOfRule(rules, authority, rule, decision) })),
    ...authority.unmodelled
      .filter(text => text.layer === authority.id && text.decisions.includes(decision))
      .map(({ title, conditions }) => ({ title, isRule: false, facts: factsOfText(rules, authority, conditions) })),
  ])

/**
 * For each fact, the decisions that read it: how many editions of rules do, and how many texts that no rule weighs; and the title
 * of the one that reads fewest facts besides, since that one shows best why it is needed. Rules come before texts.
 * @param {Rules} rules @returns {ReadonlyMap<string, readonly Reader[]>}
 */
export const readersOfFacts = rules => {
  const own = rules.decisions.map(({ id }) => ({ decision: id, readers: readersOf(rules, id) }))
  /** @param {string} name @returns {readonly Reader[]} */
  const readersOfFact = name =>
    own.flatMap(({ decision, readers }) => {
      const reading = readers.filter(one => one.facts.has(name))
      const [first] = reading.toSorted((a, b) => Number(b.isRule) - Number(a.isRule) || a.facts.size - b.facts.size)
      const count = reading.filter(one => one.isRule).length
      return first === undefined ? [] : [{ decision, count, textsCount: reading.length - count, example: first.title }]
    })
  return new Map(rules.facts.map(({ name }) => [name, readersOfFact(name)]))
}
