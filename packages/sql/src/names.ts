import type { Issue } from '@virtual-school/rules'
import type { Dialect } from './dialects/dialect.ts'

/** Letters, digits, underscores and single blanks between them: nothing else is a name, in quotes or out of them. */
const plainName = /^[\p{L}_][\p{L}\p{N}_]*(?: [\p{L}\p{N}_]+)*$/u

/** How many parts a table’s name has at most: server, database, schema, table. That of a view has a schema alone. */
const partsCount = 4

/** What is wrong with the name of a column or of one part of a table’s name; undefined if nothing is. */
export const faultOfName = ({ longestIdentifier, name: engine }: Dialect, name: unknown): string | undefined => {
  if (typeof name !== 'string') return 'A name is text.'
  if (!plainName.test(name))
    return 'A name begins with a letter or an underscore, and holds letters, digits, underscores and single blanks; no quotes, brackets or other signs.'
  // PostgreSQL counts bytes.
  if (new TextEncoder().encode(name).length > longestIdentifier)
    return `A name has at most ${longestIdentifier} letters for ${engine}; letters with accents count twice.`
  return undefined
}

/** The parts of a table’s name, which stand between dots; or an issue. */
export const partsOfTable = (
  dialect: Dialect,
  pointer: string,
  name: unknown,
  issues: Issue[],
  mostParts = partsCount,
): readonly string[] => {
  const parts = typeof name === 'string' ? name.split('.') : [name]
  const fault = parts.map(one => faultOfName(dialect, one)).find(one => one !== undefined)
  if (fault === undefined && parts.length <= mostParts) return parts as string[]
  issues.push({
    code: 'malformed',
    pointer,
    message: fault ?? `This name has at most ${mostParts} parts, with dots between.`,
  })
  return []
}
