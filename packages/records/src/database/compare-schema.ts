import type { SchemaObject } from './schema-objects.ts'

/** What differs between a schema and what the migrations make, a sentence each. */
export interface SchemaDifferences {
  /** What is missing, was changed, or hangs on a table and is none of this program’s: each can change what is kept or read. */
  readonly faults: readonly string[]
  /** What stands beside, which alone does no harm. */
  readonly beside: readonly string[]
}

const keyOf = ({ kind, table, name }: SchemaObject): string => `${kind} ${table} ${name}`
const called = ({ kind, table, name }: SchemaObject): string =>
  table === '' || table === name ? `The ${kind} “${name}”` : `The ${kind} “${name}” of the table “${table}”`

const inOneLine = ({ definition }: SchemaObject): string => definition.replaceAll(/\s+/g, ' ')

const compared = (expected: SchemaObject, found: SchemaObject | undefined): readonly string[] => {
  if (found === undefined) return [`${called(expected)} is missing. It is: ${inOneLine(expected)}`]
  if (found.definition === expected.definition) return []
  return [`${called(expected)} is not as this program makes it: ${inOneLine(expected)}`]
}

/** An index that only makes searching faster. */
const isPlainIndex = ({ kind, definition }: SchemaObject): boolean =>
  kind === 'index' && /^create index /i.test(definition)

export const compareSchema = (expected: readonly SchemaObject[], found: readonly SchemaObject[]): SchemaDifferences => {
  const there = new Map(found.map(one => [keyOf(one), one]))
  const known = new Set(expected.map(keyOf))
  const tables = new Set(expected.map(one => one.table).filter(table => table !== ''))
  const others = found.filter(one => !known.has(keyOf(one)))
  const onOurs = others.filter(one => tables.has(one.table) && !isPlainIndex(one))
  // Of another table, that it is there says all.
  const beside = others.filter(one => !onOurs.includes(one) && one.kind !== 'column' && one.kind !== 'constraint')
  return {
    faults: [
      ...expected.flatMap(one => compared(one, there.get(keyOf(one)))),
      ...onOurs.map(one => `${called(one)} does not belong to this program.`),
    ],
    beside: beside.map(one => `${called(one)} does not belong to this program.`),
  }
}
