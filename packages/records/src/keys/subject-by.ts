import { accepted, type Checked } from '../checked.ts'
import { atOnce } from '../database/at-once.ts'
import { hasDecisionsIn } from '../realms/decisions-in.ts'
import type { Records } from '../records.ts'
import { defaultRealm } from '../secret/deployment-keys.ts'
import { checkedLink } from './checked-link.ts'
import type { SubjectRow } from './key-rows.ts'
import { keysHeld } from './key-tables.ts'
import { lookupWant } from './want.ts'

/**
 * The rows of a reference that lead to children of a realm: its own, and one that stayed in `default` when a client’s records were
 * given to the realm, since another client sent the same reference. None: nothing is kept, or it was erased. Issue at
 * `/subjectRef` (`not-proved`) if one was changed, so that it may lead to another child.
 */
export const subjectsBy = async (
  { database, keys }: Pick<Records, 'database' | 'keys'>,
  realm: string | undefined,
  subjectRef: string,
): Promise<Checked<readonly SubjectRow[]>> => {
  const want = lookupWant(keys, realm, subjectRef)
  const questions = { lookups: [...want.lookups], subjects: [], keys: [] }
  const isOfRealm = (subject: string) => hasDecisionsIn({ database }, { subject, realm: want.realm })
  const [held] = await atOnce(database.db, keysHeld(database.db, questions))
  for (const row of held.subjects) {
    const link = checkedLink(keys, row, '/subjectRef')
    if (!link.ok) return link
  }
  const found: SubjectRow[] = []
  for (const row of held.subjects)
    if (row.realm === want.realm || (row.realm === defaultRealm && (await isOfRealm(row.subject)))) found.push(row)
  return accepted(found)
}
