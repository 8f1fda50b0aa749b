import { keptRules, type Rules } from '@virtual-school/rules'
import type { Issue } from '../checked.ts'
import { activeRules, putRulebook } from '../log/rulebooks.ts'
import type { Records } from '../records.ts'
import { approverOf } from './approve-rules.ts'
import { type By, recordedBy } from './by.ts'

/** Why rules do not come into use. Thrown, since nothing may be decided by them. */
export interface RulesNotApproved extends Error {
  readonly name: 'RulesNotApproved'
  readonly issues: readonly Issue[]
}

const notApproved = ({ version, digest }: Rules): RulesNotApproved => {
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
  if ((await activeRules(db)) === digest) return void (await keep(records, rules))
  const approver = await approverOf(db, digest)
  if (approver === undefined && records.policy.fourEyes.includes('activate')) throw notApproved(rules)
  await keep(records, rules)
  await records.append([
    {
      clear: {
        id: records.newId(),
        type: 'rules-activated',
        ...recordedBy(by),
        ...(approver === undefined ? {} : { approver }),
        rules: { version, digest },
      },
    },
  ])
}

const keep = ({ database }: Records, rules: Rules): Promise<void> =>
  putRulebook(database.db, { version: rules.version, digest: rules.digest, text: keptRules(rules) })
