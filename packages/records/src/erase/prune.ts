import { accepted } from '@virtual-school/rules/internal'
import type { Records } from '../append/records.ts'
import { retiredPattern } from '../crypto/data-keys.ts'
import { findRealmOfSubject } from '../find/decisions.ts'
import { countHolds, type ErasedPart } from '../log/erasures.ts'
import { readRecordedRules, selectActiveRules } from '../log/rules.ts'
import { type By, checkTwoPeople } from '../model/actor.ts'
import type { Checked } from '../model/checked.ts'
import { trySweep } from './destroy-erased.ts'
import { type ErasedIn, type Erasing, eraseNow } from './erase-now.ts'
import { isPast, parseRetention, type Retention } from './retention.ts'

/** The decisions that the newest rules make, and those of which something is kept. */
const listKnownDecisions = async ({ database }: Pick<Records, 'database'>): Promise<readonly string[]> => {
  const { db } = database
  const rules = await readRecordedRules(database, (await selectActiveRules(db)) ?? '')
  const kept = db.selectFrom('keys.data_keys').select('decision').distinct()
  const all = await kept.where('decision', 'not like', retiredPattern).execute()
  const named = rules.ok ? [...rules.value.rulebook.decisions.keys()] : []
  return [...new Set([...named, ...all.map(one => one.decision)])].sort()
}

/** What there is of one decision and year: of how many children. */
export interface YearOfDecision {
  readonly decision: string
  readonly year: number
  readonly subjects: number
}

/** What pruning did. */
export interface Pruned {
  /** What was destroyed; in a dry run, what would be. */
  readonly destroyed: readonly YearOfDecision[]
  /** Past their time, and kept for a legal hold. */
  readonly held: readonly YearOfDecision[]
  /** No policy was given for these decisions, so they are kept. */
  readonly withoutPolicy: readonly string[]
  readonly swept: boolean
}

/** How long records are kept, and who orders that older ones are destroyed. */
export interface Pruning {
  /** As `remit=7,default=25`; see `parseRetention`. */
  readonly policy: string
  /** `actor` is required. */
  readonly by: By
  /** The reference of a second person, who is not the actor; required if FOUR_EYES names “erase”. */
  readonly approver?: string | undefined
  /** Says what would be destroyed, and destroys nothing. */
  readonly dryRun?: boolean
}

type Place = Required<ErasedIn>

const atOnce = 100

/**
 * Destroys the keys of what was recorded longer ago than a policy says, by decision and year of the record, and records that as
 * `erased` events. What is under a legal hold is left, and listed. Issues with the policy; rejects if storage fails, with what
 * was done until then done.
 */
export const prune = async (
  records: Records,
  { policy, by, approver, dryRun = false }: Pruning,
): Promise<Checked<Pruned>> => {
  const retention = parseRetention(policy, await listKnownDecisions(records))
  const issues = [...(retention.ok ? [] : retention.issues), ...checkTwoPeople(records, 'erase', by, approver)]
  if (!retention.ok || issues.length > 0) return { ok: false, issues }
  const { past, withoutPolicy } = await findPast(records, retention.value)
  const held = new Set(await findHeld(records, past))
  const free = past.filter(one => !held.has(one.subject))
  if (!dryRun)
    for (const late of await destroyAll(records, free, { reason: 'retention-ended', by, approver })) held.add(late)
  const [kept, gone] = [past.filter(one => held.has(one.subject)), past.filter(one => !held.has(one.subject))]
  const clean = !dryRun && (await trySweep(records))
  return accepted({ destroyed: countPlaces(gone), held: countPlaces(kept), withoutPolicy, swept: clean })
}

const findPast = async ({ database, now }: Records, retention: Retention) => {
  const all = await database.db
    .selectFrom('keys.data_keys')
    .select(['subject', 'decision', 'year'])
    .where('decision', 'not like', retiredPattern)
    .orderBy('decision')
    .orderBy('year')
    .orderBy('subject')
    .execute()
  const thisYear = now().getUTCFullYear()
  const unnamed = all.filter(one => retention.otherwise === undefined && !retention.byDecision.has(one.decision))
  const past = all.filter(one => isPast(retention, one, thisYear))
  return {
    past: await addRealms(database.db, past),
    withoutPolicy: [...new Set(unnamed.map(one => one.decision))],
  }
}

/** Each with the realm of its child. */
const addRealms = async (
  db: Records['database']['db'],
  all: readonly Required<ErasedPart>[],
): Promise<readonly Place[]> => {
  const subjects = await db.selectFrom('keys.subjects').select(['subject', 'realm']).execute()
  const realms = new Map(subjects.map(one => [one.subject, one.realm]))
  const found: Place[] = []
  for (const one of all) {
    const realm = realms.get(one.subject) ?? (await findRealmOfSubject(db, one.subject))
    realms.set(one.subject, realm)
    found.push({ ...one, realm })
  }
  return found
}

const findHeld = async ({ database }: Records, past: readonly Place[]): Promise<readonly string[]> => {
  const rows = await database.db.selectFrom('records').select('subject').distinct().where('type', '=', 'held').execute()
  const wanted = new Set(past.map(one => one.subject))
  const held: string[] = []
  for (const { subject } of rows)
    if (subject !== null && wanted.has(subject) && (await countHolds(database.db, subject)) > 0) held.push(subject)
  return held
}

/** In batches, so that nobody who decides meanwhile waits long. Gives the subjects that came under a hold meanwhile. */
const destroyAll = async (records: Records, all: readonly Place[], how: Erasing): Promise<readonly string[]> => {
  const late = new Set<string>()
  for (let from = 0; from < all.length; ) {
    const batch = all.slice(from, from + atOnce).filter(one => !late.has(one.subject))
    const done = await eraseNow(records, batch, how)
    if ('held' in done) for (const subject of done.held) late.add(subject)
    else from += atOnce
  }
  return [...late]
}

const countPlaces = (places: readonly Place[]): readonly YearOfDecision[] => {
  const found = new Map<string, YearOfDecision>()
  for (const { decision, year } of places) {
    const name = `${decision} ${year}`
    found.set(name, { decision, year, subjects: (found.get(name)?.subjects ?? 0) + 1 })
  }
  return [...found.values()]
}
