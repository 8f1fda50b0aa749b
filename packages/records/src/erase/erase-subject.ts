import type { Issue } from '@virtual-school/rules'
import { accepted, nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { checkTags } from '../find/check-tags.ts'
import { countDecisions, isShared } from '../find/decisions.ts'
import { findSubject, type SubjectNamed } from '../find/subject.ts'
import { checkTwoPeople, type Reader } from '../model/actor.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { type ErasureReason, erasureReasons } from '../model/envelope.ts'
import { trySweep } from './destroy-erased.ts'
import { eraseNow } from './erase-now.ts'

/** What an erasure did. */
export interface ErasedSubject {
  /** The id of the `erased` record. */
  readonly id: string
  readonly subject: string
  /** How many decisions can be read no more. */
  readonly decisions: number
  readonly keys: number
  /** Of these decisions, how many were kept before references were bound to children: for them the link rests on the keys alone. */
  readonly unbound: number
  /** Whether what was deleted is out of the database’s files too. If not, `prune` tries it again. */
  readonly swept: boolean
}

/** Why a child’s records are to be erased, and who orders it. */
export interface Erasure {
  /** One of `erasureReasons`. */
  readonly reason: string
  /** `actor` is required. */
  readonly by: Reader
  /** The reference of a second person, who is not the actor; required if FOUR_EYES names “erase”. */
  readonly approver?: string | undefined
  /** Says what would be erased, and erases nothing. */
  readonly dryRun?: boolean
}

/**
 * Destroys every key of a child, what lists are filtered by, and the link from the child’s reference, and records that. What is
 * sealed stays in the log and can be read by nobody. Issues: no such child, a reference that may lead to another child, a legal hold, an unknown reason, nobody named who
 * ordered it. Rejects if storage fails, with nothing done.
 */
export const eraseSubject = async (
  records: Records,
  named: SubjectNamed,
  { reason, by, approver, dryRun = false }: Erasure,
): Promise<Checked<ErasedSubject>> => {
  const found = await findSubject(records, named, by)
  const issues = [
    ...(found.ok ? [] : found.issues),
    ...checkReason(reason),
    ...checkTwoPeople(records, 'erase', by, approver),
  ]
  if (!found.ok || issues.length > 0) return { ok: false, issues }
  const { subject, realm } = found.value
  const tags = await checkTags(records, found.value)
  if (!tags.ok) return tags
  const unbound = tags.value.untagged
  if (await isShared(records, found.value)) return refusal('not-allowed-here', '', shared)
  const decisions = await countDecisions(records, subject)
  if (dryRun)
    return accepted({ id: '', subject, decisions, keys: await countKeys(records, subject), unbound, swept: false })
  const done = await eraseNow(records, [{ subject, realm }], { reason: reason as ErasureReason, by, approver })
  if ('held' in done) return refusal('not-allowed-here', '', underHold)
  return accepted({
    id: done.kept[0]!.id,
    subject,
    decisions,
    keys: done.keys[0]!,
    unbound,
    swept: await trySweep(records),
  })
}

const underHold = 'The child’s records are under a legal hold. Nothing was erased; release the hold first.'

const shared =
  'The number of this child stands for a child of another realm too, since both came with one reference before there were realms. Nothing was erased: move the decisions of one of them to a reference of their own first.'

const checkReason = (reason: string): readonly Issue[] => {
  if (erasureReasons.some(one => one === reason)) return []
  const message = `Expected one of: ${erasureReasons.join(', ')}.`
  return [withSuggestion({ code: 'unknown-word', pointer: '/reason', message }, nearest(reason, erasureReasons))]
}

const countKeys = async ({ database }: Records, subject: string): Promise<number> => {
  const rows = database.db.selectFrom('keys.data_keys').select(eb => eb.fn.countAll<number>().as('count'))
  return Number((await rows.where('subject', '=', subject).executeTakeFirstOrThrow()).count)
}
