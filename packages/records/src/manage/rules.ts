import { serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { Kept } from '../append/draft.ts'
import type { Records } from '../append/records.ts'
import type { Schema } from '../database/schema.ts'
import { queryEvents } from '../log/events.ts'
import { insertRulebook, selectActiveRules } from '../log/rules.ts'
import { type By, checkActor, checkApprover, pickActor } from '../model/actor.ts'
import type { Checked, Issue } from '../model/checked.ts'
import type { Envelope } from '../model/envelope.ts'

/** The two people who approve rules. */
export interface Approval {
  /** `actor` is required: who asks that these rules come into use. */
  readonly by: By
  /** Who approves, and is not the actor. */
  readonly approver: string | undefined
}

/**
 * Records that two people approved rules, which are kept whole, before they come into use: if FOUR_EYES names “activate” a
 * service takes no others. Issues: one of the two is not named, cannot be, or is the other again. Rejects if storage fails.
 */
export const approveRules = async (
  records: Records,
  rules: Rules,
  { by, approver }: Approval,
): Promise<Checked<Kept>> => {
  const issues: readonly Issue[] = [...checkActor(by), ...checkApprover(by, approver)]
  if (approver === undefined || issues.length > 0) return { ok: false, issues }
  const { version, digest } = rules
  await insertRulebook(records.database.db, { version, digest, text: serializeRules(rules) })
  const [kept] = await records.append([
    {
      clear: {
        id: records.newId(),
        type: 'rules-approved',
        ...pickActor(by),
        approver,
        rules: { version, digest },
      },
    },
  ])
  return accepted(kept!)
}

/** Who approved these rules last; undefined: nobody did. */
const selectApprover = async (db: Kysely<Schema>, digest: string): Promise<string | undefined> => {
  const row = await queryEvents(db, 'rules-approved')
    .select('envelope')
    .where('rules_digest', '=', digest)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.envelope) as Envelope).approver
}

/** Why rules do not come into use. Thrown, since nothing may be decided by them. */
export interface RulesNotApproved extends Error {
  readonly name: 'RulesNotApproved'
  readonly issues: readonly Issue[]
}

const createRulesNotApproved = ({ version, digest }: Rules): RulesNotApproved => {
  const message = `The rules ${version} (${digest}) were not approved, and bringing other rules into use takes two people here (FOUR_EYES). Run: virtual-school rules approve ${digest} --actor REFERENCE --approver REFERENCE`
  const issues: readonly Issue[] = [{ code: 'not-allowed-here', pointer: '/FOUR_EYES', message }]
  return Object.assign(new Error(message), { name: 'RulesNotApproved' as const, issues })
}

/**
 * Keeps the rules, whole, and records that decisions are made by them from now on; nothing if they were the last to be recorded.
 * Has to come before the first decision that they make. Rejects if storage fails and, with issues, if two people had to approve
 * them and did not.
 */
export const activateRules = async (records: Records, rules: Rules, by: By): Promise<void> => {
  const { db } = records.database
  const { version, digest } = rules
  if ((await selectActiveRules(db)) === digest) return void (await storeRules(records, rules))
  const approver = await selectApprover(db, digest)
  if (approver === undefined && records.policy.fourEyes.includes('activate')) throw createRulesNotApproved(rules)
  await storeRules(records, rules)
  await records.append([
    {
      clear: {
        id: records.newId(),
        type: 'rules-activated',
        ...pickActor(by),
        ...(approver === undefined ? {} : { approver }),
        rules: { version, digest },
      },
    },
  ])
}

const storeRules = ({ database }: Records, rules: Rules): Promise<void> =>
  insertRulebook(database.db, { version: rules.version, digest: rules.digest, text: serializeRules(rules) })
