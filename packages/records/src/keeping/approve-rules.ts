import { keptRules, type Rules } from '@virtual-school/rules'
import type { Kysely } from 'kysely'
import { accepted, type Checked, type Issue } from '../checked.ts'
import type { Schema } from '../database/schema.ts'
import type { Envelope } from '../envelope.ts'
import { approverIssues, whoIssues } from '../erasing/who-issues.ts'
import { putRulebook } from '../log/rulebooks.ts'
import type { Records } from '../records.ts'
import { type By, recordedBy } from './by.ts'
import type { Kept } from './draft.ts'

export interface Approval {
  /** `actor` is required: who asks that these rules come into use. */
  readonly by: By
  /** Who approves, and is not the actor. */
  readonly approver: string | undefined
}

/**
 * Records that two people approved rules, which are kept whole, before they come into use: where FOUR_EYES names “activate” a
 * service takes no others. Issues: one of the two is not named, cannot be, or is the other again. Rejects if storage fails.
 */
export const approveRules = async (
  records: Records,
  rules: Rules,
  { by, approver }: Approval,
): Promise<Checked<Kept>> => {
  const issues: readonly Issue[] = [...whoIssues(by), ...approverIssues(by, approver)]
  if (approver === undefined || issues.length > 0) return { ok: false, issues }
  const { version, digest } = rules
  await putRulebook(records.database.db, { version, digest, text: keptRules(rules) })
  const [kept] = await records.append([
    {
      clear: {
        id: records.newId(),
        type: 'rules-approved',
        ...recordedBy(by),
        approver,
        rules: { version, digest },
      },
    },
  ])
  return accepted(kept!)
}

/** Who approved these rules last; undefined: nobody did. */
export const approverOf = async (db: Kysely<Schema>, digest: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('records')
    .select('envelope')
    .where('type', '=', 'rules-approved')
    // SQLite takes the index of events only if its own condition stands there.
    .where('type', '<>', 'evaluated')
    .where('rules_digest', '=', digest)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.envelope) as Envelope).approver
}
