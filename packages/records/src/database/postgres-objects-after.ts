import { postgresChanges } from './postgres-changes.ts'
import { type SchemaObject, sortedObjects } from './schema-objects.ts'

/** What one migration changed: a line each, `+` what is there since and `-` what is there no more. */
export interface SchemaChange {
  readonly migration: string
  readonly lines: readonly string[]
}

const parting = ' | '
const lineOf = ({ kind, table, name, definition }: SchemaObject): string =>
  [kind, table, name, JSON.stringify(definition).slice(1, -1)].join(parting)

const objectIn = (line: string): SchemaObject => {
  const [kind = '', table = '', name = '', ...definition] = line.split(parting)
  return { kind, table, name, definition: JSON.parse(`"${definition.join(parting)}"`) as string }
}

/** The step from one state to the next, as it is kept. */
export const changeBetween = (
  migration: string,
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
): SchemaChange => {
  const [old, now] = [before.map(lineOf), after.map(lineOf)]
  return {
    migration,
    lines: [
      ...old.filter(line => !now.includes(line)).map(line => `- ${line}`),
      ...now.filter(line => !old.includes(line)).map(line => `+ ${line}`),
    ],
  }
}

/**
 * What the migrations up to and with the one of this name make on PostgreSQL. There is no server at hand to run them on, so it
 * is kept as they made it once, and a test holds that to the migrations.
 */
export const postgresObjectsAfter = (
  last: string,
  changes: readonly SchemaChange[] = postgresChanges,
): readonly SchemaObject[] => {
  const lines = new Set<string>()
  for (const change of changes) {
    for (const line of change.lines) {
      if (line.startsWith('- ')) lines.delete(line.slice(2))
      else lines.add(line.slice(2))
    }
    if (change.migration === last) break
  }
  return sortedObjects([...lines].map(objectIn))
}
