import { accepted, type Checked } from '../checked.ts'
import { atOnce } from '../database/at-once.ts'
import { hasDecisionsIn } from '../realms/decisions-in.ts'
import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { checkedLink } from './checked-link.ts'
import { rowFor } from './ensure-keys.ts'
import type { SubjectRow } from './key-rows.ts'
import { keysHeld } from './key-tables.ts'
import { type LookupWant, lookupWant } from './want.ts'

type Looking = Pick<Records, 'database' | 'keys'>

const rowsOf = async ({ database: { db } }: Looking, { lookups }: LookupWant): Promise<readonly SubjectRow[]> => {
  const [held] = await atOnce(db, keysHeld(db, { lookups: [...lookups], subjects: [], keys: [] }))
  return held.subjects
}

/** The row under which something new of this reference is kept; undefined: there is none yet. */
export const subjectBy = async (
  records: Looking,
  realm: string | undefined,
  subjectRef: string,
): Promise<SubjectRow | undefined> => {
  const want = lookupWant(records.keys, realm, subjectRef)
  return rowFor(await rowsOf(records, want), want)
}

/**
 * The rows of a reference that lead to children of a realm: its own, and one that stayed in `default` when a client’s records were
 * given to the realm, since another client sent the same reference. None: nothing is kept, or it was erased. Issue at
 * `/subjectRef` (`not-proved`) if one was changed, so that it may lead to another child.
 */
export const subjectsBy = async (
  records: Looking,
  realm: string | undefined,
  subjectRef: string,
): Promise<Checked<readonly SubjectRow[]>> => {
  const want = lookupWant(records.keys, realm, subjectRef)
  const found: SubjectRow[] = []
  for (const row of await rowsOf(records, want)) {
    const link = checkedLink(records.keys, row, '/subjectRef')
    if (!link.ok) return link
    const child = { subject: row.subject, realm: want.realm }
    const isOwn = row.realm === want.realm
    if (isOwn || (row.realm === defaultRealm && (await hasDecisionsIn(records.database.db, child)))) found.push(row)
  }
  return accepted(found)
}
