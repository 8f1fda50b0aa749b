import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Condition, Leaf, Reference } from '../language/condition.ts'
import { factClause, leafClauses } from '../wording/clauses.ts'
import { alternatives, stop } from '../wording/words.ts'
import { type Entry, plain, told } from './markdown.ts'

/** Whose names the conditions use. */
export interface Names {
  readonly rulebook: Rulebook
  readonly authority: Authority
}

/** `**When:** the child is looked after.`, or a list of what has to be so. */
export const whenEntry = (names: Names, lead: string, condition: Condition): Entry => {
  const shown = entryOf(names, condition)
  if (shown.under === undefined) return told(lead, stop(shown.line))
  return { ...shown, line: `**${lead} ${shown.line}**` }
}

const entryOf = (names: Names, condition: Condition): Entry => {
  if ('not' in condition) return negated(names, condition.not)
  if (!('all' in condition) && !('any' in condition)) return { line: partText(names, condition, 'holds') }
  const isAll = 'all' in condition
  return groupOf(
    names,
    isAll ? condition.all : condition.any,
    isAll ? 'all of these are so:' : 'at least one of these is so:',
  )
}

/** A group of one is its member. */
const groupOf = (names: Names, members: readonly Condition[], heading: string): Entry => {
  const [only] = members
  if (only === undefined) return { line: 'always' }
  if (members.length === 1) return entryOf(names, only)
  return { line: heading, under: members.map(member => entryOf(names, member)) }
}

const negated = (names: Names, inner: Condition): Entry => {
  if ('not' in inner) return entryOf(names, inner.not)
  if (!('all' in inner) && !('any' in inner)) return { line: partText(names, inner, 'fails') }
  const members = 'all' in inner ? inner.all : inner.any
  const [only] = members
  if (only !== undefined && members.length === 1) return negated(names, only)
  return {
    line: 'all' in inner ? 'not all of these are so:' : 'none of these is so:',
    under: members.map(member => entryOf(names, member)),
  }
}

const partText = (names: Names, part: Leaf | Reference, side: 'holds' | 'fails'): string => {
  const clause =
    'condition' in part ? definitionText(names, part.condition, side) : leafText(names.rulebook, part, side)
  return plain(
    `${clause}${part.reading === undefined ? '' : ` (a judgement: see “${readingTitle(names, part.reading)}”)`}`,
  )
}

export const readingTitle = ({ authority }: Names, id: string): string => authority.readings.get(id)!.title

const definitionText = ({ authority }: Names, name: string, side: 'holds' | 'fails'): string => {
  const { statement, otherwise } = authority.definitions.get(name)!
  return side === 'holds' ? statement : otherwise
}

/** Of words out of a list, what may be so is said and never what may not: two negatives are hard to read. */
const leafText = (rulebook: Rulebook, leaf: Leaf, side: 'holds' | 'fails'): string => {
  const fact = rulebook.factsByName.get(leaf.fact)!
  if (fact.type !== 'enum' || fact.values === undefined) return leafClauses(rulebook, { ...leaf, found: null })[side]
  const named: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  const isNegative = leaf.operator === 'notEqual' || leaf.operator === 'notIn'
  const wantsNamed = isNegative === (side === 'fails')
  return eitherOf(
    fact.values.filter(one => named.includes(one.value) === wantsNamed).map(one => factClause(fact, one.value)),
  )
}

/** As `alternatives`; clauses that end alike share their end: “a core group or a PEP review considered the proposal”. */
const eitherOf = (clauses: readonly string[]): string => {
  if (clauses.length < 2) return clauses[0] ?? 'something that can never be so'
  const words = clauses.map(clause => clause.split(' '))
  const [first = []] = words
  let shared = 0
  while (words.every(one => one.length > shared + 1 && one.at(-1 - shared) === first.at(-1 - shared))) shared += 1
  if (shared < 2) return alternatives(clauses)
  return `${alternatives(words.map(one => one.slice(0, -shared).join(' ')))} ${first.slice(-shared).join(' ')}`
}
