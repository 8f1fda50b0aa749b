/** Something that a schema is made of: `trigger` `records_no_update` of the table `records`. */
export interface SchemaObject {
  readonly kind: string
  /** The table that it is, or belongs to; empty if it belongs to none. */
  readonly table: string
  readonly name: string
  /** How it is made, in the database’s own words. */
  readonly definition: string
}

/** The objects of a schema as they are, and the migrations that it says it has been through. */
export interface StoredSchema {
  readonly migrations: readonly string[]
  readonly objects: readonly SchemaObject[]
  /** Whether the schema of the keys was to be seen too. */
  readonly seesKeys: boolean
  /** Rights that go beyond those that are given to a service and to auditors, a sentence each; PostgreSQL alone has rights. */
  readonly rights: readonly string[]
}

/** In the order of their names, not in that of the database. */
export const sortObjects = (objects: readonly SchemaObject[]): readonly SchemaObject[] => {
  const key = ({ kind, table, name }: SchemaObject) => `${table} ${kind} ${name}`
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
