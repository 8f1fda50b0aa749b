import type { Authority, Rulebook } from '../compile/rulebook.ts'
import type { Condition, Leaf, Reference } from '../language/condition.ts'
import { operators } from '../language/operators.ts'
import { factClause, leafClauses } from './clauses.ts'
import type { Wordbook } from './names.ts'
import { alternatives } from './words.ts'

/** The rules, and the authority whose definitions, readings and rules are named. */
export interface AuthorityWordbook extends Wordbook {
  readonly authority: Authority
}

/** A condition in words, as plain text. */
export interface ConditionWords {
  /** A clause such as “the child is looked after”; of a group a heading such as “all of these are so:”. */
  readonly text: string
  /** The members of a group. */
  readonly parts?: readonly ConditionWords[]
}

/** Puts a condition of a loaded rulebook into words; a group of one is put as its member. */
export const conditionInWords = (wordbook: AuthorityWordbook, condition: Condition): ConditionWords => {
  if ('not' in condition) return negationInWords(wordbook, condition.not)
  if (!('all' in condition) && !('any' in condition)) return { text: partInWords(wordbook, condition, 'holds') }
  const isAll = 'all' in condition
  const members = isAll ? condition.all : condition.any
  const [only] = members
  if (only === undefined) return { text: 'always' }
  if (members.length === 1) return conditionInWords(wordbook, only)
  return {
    text: isAll ? 'all of these are so:' : 'at least one of these is so:',
    parts: members.map(member => conditionInWords(wordbook, member)),
  }
}

const negationInWords = (wordbook: AuthorityWordbook, inner: Condition): ConditionWords => {
  if ('not' in inner) return conditionInWords(wordbook, inner.not)
  if (!('all' in inner) && !('any' in inner)) return { text: partInWords(wordbook, inner, 'fails') }
  const members = 'all' in inner ? inner.all : inner.any
  const [only] = members
  if (only !== undefined && members.length === 1) return negationInWords(wordbook, only)
  return {
    text: 'all' in inner ? 'not all of these are so:' : 'none of these is so:',
    parts: members.map(member => conditionInWords(wordbook, member)),
  }
}

const partInWords = (wordbook: AuthorityWordbook, part: Leaf | Reference, side: 'holds' | 'fails'): string => {
  const clause =
    'condition' in part ? definitionClause(wordbook, part.condition, side) : leafClause(wordbook.rulebook, part, side)
  return part.reading === undefined ? clause : `${clause} (a judgement: see “${readingTitle(wordbook, part.reading)}”)`
}

/** The title of a reading of the authority. */
export const readingTitle = ({ authority }: AuthorityWordbook, id: string): string => authority.readings.get(id)!.title

const definitionClause = ({ authority }: AuthorityWordbook, name: string, side: 'holds' | 'fails'): string => {
  const { statement, otherwise } = authority.definitions.get(name)!
  return side === 'holds' ? statement : otherwise
}

/** Of words out of a list, what may be so is said and never what may not: two negatives are hard to read. */
const leafClause = (rulebook: Rulebook, leaf: Leaf, side: 'holds' | 'fails'): string => {
  const fact = rulebook.factsByName.get(leaf.fact)!
  if (fact.type !== 'enum' || fact.values === undefined) return leafClauses(rulebook, { ...leaf, found: null })[side]
  const named: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  const wantsNamed = operators[leaf.operator].negated === (side === 'fails')
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
