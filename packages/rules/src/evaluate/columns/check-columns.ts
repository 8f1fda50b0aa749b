import type { Rulebook, VocabularyFact } from '../../compile/rulebook.ts'
import { isPlainObject } from '../../kernel/guards.ts'
import type { Issue } from '../../kernel/issue.ts'
import { issue, namesIn, unknown, unreadableMember } from '../request/members.ts'
import { askedFact } from '../request/parse-facts.ts'
import { type Column, type Columns, rangeOf, unknownIn } from './column.ts'
import { inFours, isLittleEndian, lowestBits } from './order.ts'

/** Everything beside the answers that can be asked of many children. */
export const wantedParts = ['requirements', 'items', 'deadlines', 'missing'] as const
/** A member of `wantedParts`. */
export type WantedPart = (typeof wantedParts)[number]

/** How many children there are; 0 with an issue if that is no count. */
export const checkCount = (count: unknown, issues: Issue[]): number => {
  if (Number.isInteger(count) && (count as number) >= 0 && (count as number) < 2 ** 31) return count as number
  const message = '“count” is how many children there are: a whole number, 0 or more.'
  issues.push(issue(count === undefined ? 'missing-member' : 'wrong-type', ['count'], message))
  return 0
}

/** What is wanted beside the answers. */
export const checkWanted = (want: unknown, issues: Issue[]): ReadonlySet<WantedPart> => {
  const found = new Set<WantedPart>()
  if (want === undefined) return found
  if (!Array.isArray(want)) {
    issues.push(issue('wrong-type', ['want'], `“want” is a list of these words: ${wantedParts.join(', ')}.`))
    return found
  }
  want.forEach((word: unknown, i) => {
    const part = wantedParts.find(one => one === word)
    if (part !== undefined) found.add(part)
    else if (typeof word === 'string')
      issues.push(unknown('unknown-word', ['want', String(i)], 'Nothing can be wanted of the name', word, wantedParts))
    else
      issues.push(
        issue('wrong-type', ['want', String(i)], `One of these words stands here: ${wantedParts.join(', ')}.`),
      )
  })
  return found
}

/** The columns by the fact’s place in the vocabulary; issues are added of what the vocabulary does not have. */
export const checkColumns = (
  rulebook: Rulebook,
  columns: unknown,
  count: number,
  issues: Issue[],
): ReadonlyMap<number, Column> => {
  const found = new Map<number, Column>()
  if (!isPlainObject(columns)) {
    const message = '“columns” is an object of typed arrays by the names of facts; it may be empty.'
    issues.push(issue(columns === undefined ? 'missing-member' : 'wrong-type', ['columns'], message))
    return found
  }
  const names = namesIn(columns)
  if (names === undefined) issues.push(unreadableMember(['columns']))
  for (const name of names ?? []) {
    const fact = askedFact(rulebook, name, ['columns', name], issues)
    const column = fact && readColumn(columns as Columns, name, issues)
    if (column !== undefined && isSound(fact!, column, count, issues)) found.set(fact!.index, column)
  }
  return found
}

const readColumn = (columns: Columns, name: string, issues: Issue[]): unknown => {
  try {
    return columns[name]
  } catch {
    issues.push(unreadableMember(['columns', name]))
    return undefined
  }
}

const isSound = (fact: VocabularyFact, column: unknown, count: number, issues: Issue[]): column is Column => {
  const at = ['columns', fact.name]
  const isColumn = column instanceof Int8Array || column instanceof Int16Array || column instanceof Int32Array
  const before = issues.length
  if (!isColumn)
    issues.push(issue('wrong-type', at, `“${fact.name}” is an Int8Array, an Int16Array or an Int32Array of codes.`))
  else if (column.length !== count)
    issues.push(
      issue(
        'out-of-range',
        at,
        `“${fact.name}” has ${column.length} codes; “count” says that there are ${count} children.`,
      ),
    )
  else {
    const child = findWrong(fact, column)
    if (child >= 0) issues.push(issue('out-of-range', [...at, String(child)], expected(fact, column)))
  }
  return issues.length === before
}

const expected = (fact: VocabularyFact, column: Column): string => {
  const { least, greatest } = rangeOf(fact)
  const unknown = `${unknownIn(column)} if it is not known`
  switch (fact.type) {
    case 'boolean':
      return `“${fact.name}” is 1 for yes, 0 for no, and ${unknown}.`
    case 'enum':
      return `“${fact.name}” is the place of a word among the fact’s values, from 0 to ${greatest}, and ${unknown}.`
    case 'integer':
      return `“${fact.name}” is a whole number from ${least} to ${greatest}, and ${unknown}.`
    case 'date':
      return `“${fact.name}” is how many days the day lies after 1 January 1970, from ${least} to ${greatest}, and ${unknown}.`
  }
}

/** The first child whose code the fact does not have; -1 if there is none. */
const findWrong = (fact: VocabularyFact, column: Column): number => {
  const { least, greatest } = rangeOf(fact)
  if (column instanceof Int8Array && least === 0 && isLittleEndian && areBytesWithin(column, greatest)) return -1
  if (column instanceof Int32Array && areLongsWithin(column, least, greatest)) return -1
  if (column instanceof Int16Array && areShortsWithin(column, least, greatest)) return -1
  const unknown = unknownIn(column)
  for (let child = 0; child < column.length; child += 1)
    if (isWrong(column[child]!, least, greatest, unknown)) return child
  return -1
}

const isWrong = (code: number, least: number, greatest: number, unknown: number): boolean =>
  (code < least || code > greatest) && code !== unknown

/** Whether each code is one from 0 to `greatest` or not known, four at a time; of the last up to three, one by one. */
const areBytesWithin = (column: Int8Array, greatest: number): boolean => {
  const four = inFours(column)
  const [room, most] = [(127 - Math.min(greatest, 127)) * lowestBits, 127 * lowestBits]
  let wrong = 0
  for (let i = 0; i < four.length; i += 1) {
    const codes = four[i]!
    const withoutSign = codes & most
    // The highest bit of a byte: the code is above the greatest; or it is below 0, and not −128.
    wrong |= (withoutSign + room) | ((withoutSign + most) & codes)
  }
  if ((wrong & ~most) !== 0) return false
  for (let i = four.length * 4; i < column.length; i += 1) if (isWrong(column[i]!, 0, greatest, -128)) return false
  return true
}

// A loop for each type, since one that reads several types of arrays takes thrice as long.
const areLongsWithin = (column: Int32Array, least: number, greatest: number): boolean => {
  const unknown = unknownIn(column)
  for (let i = 0; i < column.length; i += 1) if (isWrong(column[i]!, least, greatest, unknown)) return false
  return true
}

const areShortsWithin = (column: Int16Array, least: number, greatest: number): boolean => {
  const unknown = unknownIn(column)
  for (let i = 0; i < column.length; i += 1) if (isWrong(column[i]!, least, greatest, unknown)) return false
  return true
}
