import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { Migrator } from 'kysely'
import { migrations } from '../../src/database/migrations/all.ts'
import { connectDatabase, type DatabasePlace } from '../../src/database/open.ts'
import type { Schema } from '../../src/database/schema.ts'
import { tables } from '../../src/verify/stored-columns.ts'

const at = (name: string): string => fileURLToPath(new URL(`../old-records/${name}`, import.meta.url))

/** A decision that version 1.0 gave out. */
export interface Given {
  readonly id: string
  readonly client: string
  readonly subjectRef?: string
  readonly decision: string
  readonly authority: string
  /** As it was answered. */
  readonly receipt: string
}

type Value = string | number | null | { readonly base64: string }
type Row = Readonly<Record<string, Value>>

/** What version 1.0 wrote, and what it told of it: `scripts/old-records` has it write that. */
export interface OldRecords {
  readonly given: readonly Given[]
  readonly verifierKey: string
  /** In the order in which they were signed. */
  readonly checkpoints: readonly string[]
  /** The place in `given` before which a child was erased, and a year was pruned. */
  readonly erasedAt: number
  /** How many decisions the copy of the exported child had. */
  readonly exported: number
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

/** `npm run upgrade` has a log of 1,000 decisions written, and names the file; the one in the checkout has a hundred. */
const file = process.env.OLD_RECORDS ?? at('log.json.br')
export const isFull = process.env.OLD_RECORDS !== undefined

export const oldRecords = JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as OldRecords

/** Children of whom something particular was done, by their references; those of `scripts/old-records/people.mjs`. */
export const people = {
  exported: 'L-1',
  erased: 'L-2',
  held: 'L-3',
  released: 'L-4',
  shared: ['12345', 'case-1', 'pupil-77'],
}

/** The settings with which they were written. */
export const oldSettings = {
  secret: { value: readFileSync(at('root-secret-of-tests.txt'), 'utf8'), file: 'none' },
  name: 'old.example.org',
}

const valueIn = (value: Value): string | number | Buffer | null =>
  typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value

const rowOf = (row: Row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, valueIn(value)]))

const atOnce = 50

/** Makes the tables as version 1.0 did, by the two migrations that it knew, and puts what it wrote into them. */
export const oldRecordsIn = async (place: DatabasePlace): Promise<void> => {
  const { db, kind, close } = connectDatabase(place)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(kind) } })
  const { error } = await migrator.migrateTo('0002-without-samples')
  if (error !== undefined) throw error
  await db.transaction().execute(async within => {
    const head = oldRecords.rows.log_head?.[0]
    await within
      .updateTable('log_head')
      .set(rowOf(head!) as never)
      .execute()
    for (const name of Object.keys(tables) as (keyof Schema)[]) {
      const rows = name === 'log_head' ? [] : (oldRecords.rows[name] ?? []).map(rowOf)
      for (let from = 0; from < rows.length; from += atOnce)
        await within
          .insertInto(name)
          .values(rows.slice(from, from + atOnce) as never)
          .execute()
    }
  })
  await close()
}
