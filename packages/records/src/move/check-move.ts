import { accepted, refused } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { selectDataKey } from '../crypto/data-keys.ts'
import { checkLink, isTagged, selectSubjectRow } from '../crypto/links.ts'
import { type DecisionHandle, findDecision, recordIsDamaged } from '../find/record.ts'
import { findSubjectRow } from '../find/references.ts'
import { countHolds } from '../log/erasures.ts'
import { checkActor, type Reader } from '../model/actor.ts'
import { freeText } from '../model/caller-texts.ts'
import { type Checked, type Issue, refusal } from '../model/checked.ts'
import { defaultRealm, realmName } from '../model/names.ts'
import { readEnvelope } from '../model/read-envelope.ts'
import { referenceIssues } from '../model/references.ts'
import { openRecord } from '../unseal/open.ts'
import { unsealUnder } from './reseal.ts'
import { findSealedUnder } from './sealed-under.ts'
import { describeTarget, type TargetReference } from './target-reference.ts'

/** To whom a decision is to be moved, why, and who orders it. */
export interface Moving {
  /** The right child’s reference. */
  readonly toSubjectRef: string
  /** Whose reference it is, if that is to be said: no other realm than that of the decision will do. */
  readonly toRealm?: string | undefined
  /** Why, in plain words. It is sealed. */
  readonly reason: string
  /** `actor` is required. */
  readonly by: Reader
  /** Says what would be done, and does nothing. */
  readonly dryRun?: boolean
}

/** A decision that may be moved, and where to. */
interface CheckedMove {
  readonly decision: DecisionHandle
  /** How many records are sealed under the key of the decision. */
  readonly records: number
  /** How many of them are about the decision, and go along. */
  readonly along: number
  readonly target: TargetReference
}

const describeIssue = (code: Issue['code'], pointer: string, message: string): Issue => ({ code, pointer, message })

const checkWords = ({ toSubjectRef, toRealm, reason, by }: Moving): readonly Issue[] => [
  ...referenceIssues(toSubjectRef, '/toSubjectRef', 'toSubjectRef'),
  ...(toRealm === undefined || toRealm === defaultRealm ? [] : (realmName.safeParse(toRealm).error?.issues ?? [])).map(
    ({ message }) => describeIssue('malformed', '/toRealm', message),
  ),
  ...(freeText.safeParse(reason).error?.issues ?? []).map(({ message }) =>
    describeIssue('malformed', '/reason', message),
  ),
  ...checkActor(by),
]

const underHold = describeIssue(
  'not-allowed-here',
  '/id',
  'The child whom this was recorded for is under a legal hold, and a move destroys the key that it was sealed under. Nothing was done; release the hold first.',
)

/** Whether the decision may be moved, and to where. Every issue at once, as far as one does not hide another. */
export const checkMove = async (records: Records, id: string, moving: Moving): Promise<Checked<CheckedMove>> => {
  const words = checkWords(moving)
  const found = await findDecision(records, id, moving.by)
  if (!found.ok || words.length > 0) return { ok: false, issues: [...(found.ok ? [] : found.issues), ...words] }
  const decision = found.value
  if (moving.toRealm !== undefined && moving.toRealm !== decision.realm)
    return refusal('not-allowed-here', '/toRealm', renderOtherRealm(decision.realm))
  if ((await countHolds(records.database.db, decision.subject)) > 0) return refused([underHold])
  const linked = (await checkFrom(records, decision)) ?? (await checkTo(records, decision, moving))
  if (linked !== undefined) return refused([linked])
  const sealed = await checkOpenable(records, decision)
  if (!sealed.ok) return sealed
  return accepted({ decision, ...sealed.value, target: await describeTarget(records, decision, moving.toSubjectRef) })
}

const renderOtherRealm = (realm: string): string =>
  `This decision is of the realm ${realm}. A decision can be moved within its realm only.`

/** The decision has to be that of the reference which leads to its child: if the keys were changed, nothing is moved by them. */
const checkFrom = async (records: Records, { row, subject }: DecisionHandle): Promise<Issue | undefined> => {
  const link = checkLink(records.keys, await selectSubjectRow(records.database.db, subject), '/id')
  if (!link.ok) return link.issues[0]
  const opened = await openRecord(records, row)
  const tag = opened.state === 'decision' ? opened.tag : undefined
  const isRight = tag === undefined || (link.value !== undefined && isTagged(records.keys, link.value, tag))
  return isRight ? undefined : describeIssue('not-proved', '/id', otherReference)
}

const otherReference =
  'The decision was kept under another reference than the one that leads to its child now: the keys were changed. Nothing was done. “virtual-school records verify” says more.'

const checkTo = async (
  records: Records,
  { subject, row, realm }: DecisionHandle,
  { toSubjectRef }: Moving,
): Promise<Issue | undefined> => {
  const to = await findSubjectRow(records, realm, toSubjectRef)
  const link = checkLink(records.keys, to, '/toSubjectRef')
  if (!link.ok) return link.issues[0]
  if (to === undefined) return undefined
  if (to.subject === subject)
    return describeIssue('not-allowed-here', '/toSubjectRef', 'The decision is under this reference already.')
  return (await wasPruned(records, to.subject, row)) ? pastItsTime : undefined
}

const pastItsTime = describeIssue(
  'not-allowed-here',
  '/id',
  'The time for which such records of that child are kept has ended, and theirs were destroyed: anything put there is destroyed too. Nothing was done; erase the decision instead.',
)

/** Whether what was recorded of this question in this year was destroyed for a child: each opening destroys it again. */
const wasPruned = async (
  { database }: Records,
  subject: string,
  { decision, recorded_at }: DecisionHandle['row'],
): Promise<boolean> => {
  const rows = await database.db
    .selectFrom('records')
    .select('envelope')
    .where('subject', '=', subject)
    .where('type', '=', 'erased')
    .where('decision', '=', decision)
    .execute()
  return rows.some(row => {
    const read = readEnvelope(row.envelope)
    return read.ok && recorded_at.startsWith(`${read.value.erased?.year}-`)
  })
}

/** All that is sealed under the key has to open, since it is sealed again. */
const checkOpenable = async (
  records: Records,
  decision: DecisionHandle,
): Promise<Checked<Pick<CheckedMove, 'records' | 'along'>>> => {
  const key = await selectDataKey(records.database.db, decision.key)
  const under = key === undefined ? [] : await findSealedUnder({ db: records.database.db, keys: records.keys }, key)
  const opened = key === undefined ? [] : unsealUnder(records, key, under)
  const damaged = opened.find(one => one.state !== 'decision' && one.state !== 'event')
  if (damaged !== undefined) return refusal('malformed', '/id', `Record ${damaged.envelope?.seq}: ${recordIsDamaged}`)
  const own = under.filter(one => one.decision === decision.row.id)
  return accepted({ records: under.length, along: own.length - 1 })
}
