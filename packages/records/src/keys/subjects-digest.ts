import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'

/** The digest of all references with the children they lead to: SHA-256 over a line each, `lookup subject`, sorted. */
export const subjectsDigest = async (db: Kysely<Schema>): Promise<NonNullable<Envelope['subjects']>> => {
  const rows = await db.selectFrom('keys.subjects').select(['subject', 'lookup']).execute()
  const lines = rows.map(({ subject, lookup }) => `${Buffer.from(lookup).toString('hex')} ${subject}\n`).sort()
  return { count: rows.length, sha256: createHash('sha256').update(lines.join('')).digest('hex') }
}
