import { compareSchema, type SchemaDifferences } from './compare-schema.ts'
import { expectedObjects } from './expected-schema.ts'
import type { DatabaseKind } from './kinds.ts'
import { migrations } from './migrations/all.ts'
import type { SchemaThere } from './schema-objects.ts'

const unknown =
  'The database says of itself that it has been through changes that this version does not know, or not through those before them: either a newer version has made it, or that was changed.'
const none = 'The database does not say which version has made its tables.'
const older = (last: string): string =>
  `The tables are those of an earlier version (${last}); the service brings them up to date when it starts.`

/** What differs between a schema and what the migrations make, those that it says it has been through. */
export const guardsOf = async (kind: DatabaseKind, there: SchemaThere): Promise<SchemaDifferences> => {
  const expected = await expectedObjects(kind, there.migrations)
  if (expected === 'none') return { faults: [none], beside: [] }
  if (expected === 'unknown') return { faults: [unknown], beside: [] }
  const seen = there.seesKeys ? expected : expected.filter(one => !one.table.startsWith('keys.'))
  const { faults, beside } = compareSchema(seen, there.objects)
  const last = there.migrations.at(-1) ?? ''
  const isOlder = there.migrations.length < Object.keys(migrations(kind)).length
  return { faults, beside: [...beside, ...(isOlder ? [older(last)] : [])] }
}
