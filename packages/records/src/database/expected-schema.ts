import type { DatabaseKind } from './kinds.ts'
import { migrations } from './migrations/all.ts'
import { postgresObjectsAfter } from './postgres-objects-after.ts'
import type { SchemaObject } from './schema-objects.ts'
import { sqliteObjectsAfter } from './sqlite-schema.ts'

/** Why a schema cannot be compared with what migrations make. */
export type NotExpected = 'none' | 'unknown'

/**
 * What the migrations make that a database says it has been through. `none`: none of them; `unknown`: one that this version
 * does not know, or not those before it.
 */
export const expectedObjects = async (
  kind: DatabaseKind,
  been: readonly string[],
): Promise<readonly SchemaObject[] | NotExpected> => {
  const known = Object.keys(migrations(kind)).sort()
  const last = been.at(-1)
  if (last === undefined) return 'none'
  if (been.join() !== known.slice(0, been.length).join()) return 'unknown'
  return kind === 'sqlite' ? sqliteObjectsAfter(last) : postgresObjectsAfter(last)
}
