/** Told of every statement that goes to a database, before and after it. A test makes it throw where storage should fail. */
export interface Watch {
  readonly before?: (sql: string) => void
  readonly after?: (sql: string) => void
}
