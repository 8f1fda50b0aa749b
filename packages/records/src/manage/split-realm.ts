import { accepted } from '@virtual-school/rules/internal'
import type { Transaction } from 'kysely'
import { recordDrafts } from '../append/append.ts'
import type { Records } from '../append/records.ts'
import { computeApiKeyMac, isSameMac } from '../crypto/bound-rows.ts'
import { computeBinding, isBound, readSubjectRow } from '../crypto/links.ts'
import type { Schema } from '../database/schema.ts'
import { selectSplits } from '../log/events.ts'
import { checkActor, pickActor, type Reader } from '../model/actor.ts'
import type { Checked, Issue } from '../model/checked.ts'
import { defaultRealm, realmName } from '../model/names.ts'
import { listChildrenOfClient, type SharedChild } from './children-of.ts'

type Binding = Pick<Records, 'keys'>

/** Statements of a few hundred rows: each row has four values, and SQLite takes 32,766. */
const atOnce = 500

/**
 * Gives the references of children to a realm, each with what binds it made again; how many. One that was changed stays as it
 * is: `verify` names it. Rows are taken away and put back, since the service’s role may not change one.
 */
const giveReferences = async (
  within: Transaction<Schema>,
  { keys }: Binding,
  { realm, subjects }: { readonly realm: string; readonly subjects: readonly string[] },
): Promise<number> => {
  let given = 0
  for (let from = 0; from < subjects.length; from += atOnce) {
    const some = subjects.slice(from, from + atOnce)
    const found = await within.selectFrom('keys.subjects').selectAll().where('subject', 'in', some).execute()
    const rows = found
      .filter(row => isBound(keys, readSubjectRow(row)))
      .map(row => ({ ...row, realm, bound: computeBinding(keys, { ...readSubjectRow(row), realm }) }))
    if (rows.length === 0) continue
    const taken = rows.map(row => row.subject)
    await within.deleteFrom('keys.subjects').where('subject', 'in', taken).execute()
    await within.insertInto('keys.subjects').values(rows).execute()
    given += rows.length
  }
  return given
}

/** Gives a client’s own keys to a realm, each with its keyed hash made again. One that was changed stays as it is too. */
const giveCallerKeys = async (
  within: Transaction<Schema>,
  { keys }: Binding,
  { client, realm }: { readonly client: string; readonly realm: string },
): Promise<void> => {
  const own = within.selectFrom('api_keys').selectAll().where('client', '=', client).where('realm', '=', defaultRealm)
  for (const row of await own.execute()) {
    if (!isSameMac(row.mac, computeApiKeyMac(keys, row))) continue
    const mac = computeApiKeyMac(keys, { ...row, realm })
    await within.updateTable('api_keys').set({ realm, mac }).where('id', '=', row.id).execute()
  }
}

/** What is to be split off, and who orders it. */
export interface RealmSplit {
  /** What this client recorded until now … */
  readonly client: string
  /** … is of this realm from now on. */
  readonly realm: string
  /** `actor` is required. */
  readonly by: Reader
  /** Says what would be done, and does nothing. */
  readonly dryRun?: boolean
}

/** What a split did. */
export interface SplitRealm {
  /** The id of the record that says so; empty if nothing was done. */
  readonly id: string
  readonly decisions: number
  /** Children whose references went to the realm with their decisions. */
  readonly moved: number
  /** Children of whose decisions some went, since another client sent the same reference: a person has to say whether they are one child. */
  readonly shared: readonly SharedChild[]
}

/**
 * Gives what a client recorded until now, and its keys, to a realm, and records that. A reference goes along if all that was kept
 * under it is of the realm then; the others are listed. One that was cut short is completed by doing it again. Issues: a realm or
 * a client that cannot be, nobody named who orders it. Rejects if storage fails, with nothing done.
 */
export const splitRealm = async (
  records: Records,
  { client, realm, by, dryRun = false }: RealmSplit,
): Promise<Checked<SplitRealm>> => {
  const { db } = records.database
  const { decisions, own, shared } = await listChildrenOfClient(db, { client, realm })
  const issues = [
    ...checkRealm(realm),
    ...((await checkElsewhere(db, client, realm)) ?? checkClient(decisions + own.length)),
    ...checkActor(by),
  ]
  if (issues.length > 0) return { ok: false, issues }
  if (dryRun) return accepted({ id: '', decisions, moved: own.length, shared })
  const id = records.newId()
  const clear = { id, type: 'realm-split', ...pickActor(by), split: { client, realm } } as const
  let done: Omit<SplitRealm, 'id'> | undefined
  await recordDrafts(records, [{ clear }], async within => {
    done = await giveAway(within, records, { client, realm })
  })
  return accepted({ id, ...done! })
}

/** Under the lock of the head, so that nobody records about these children meanwhile. */
const giveAway = async (
  within: Transaction<Schema>,
  records: Records,
  given: Pick<RealmSplit, 'client' | 'realm'>,
): Promise<Omit<SplitRealm, 'id'>> => {
  const { decisions, own, shared } = await listChildrenOfClient(within, given)
  const moved = await giveReferences(within, records, { realm: given.realm, subjects: own })
  await giveCallerKeys(within, records, given)
  return { decisions, moved, shared }
}

const checkRealm = (realm: string): readonly Issue[] => {
  const issues = realmName.safeParse(realm).error?.issues ?? []
  const own: readonly Issue[] = issues.map(({ message }) => ({ code: 'malformed', pointer: '/realm', message }))
  if (realm !== defaultRealm) return own
  return [
    { code: 'not-allowed-here', pointer: '/realm', message: 'Everything is of “default” until it is given away.' },
  ]
}

/** Undefined: the client’s records were given to no other realm before. */
const checkElsewhere = async (
  db: Records['database']['db'],
  client: string,
  realm: string,
): Promise<readonly Issue[] | undefined> => {
  const before = (await selectSplits(db)).find(one => one.client === client)
  if (before === undefined || before.realm === realm) return undefined
  const message = `Record ${before.before} gave what this client recorded to the realm “${before.realm}”: it cannot be given away twice.`
  return [{ code: 'not-allowed-here', pointer: '/realm', message }]
}

const checkClient = (count: number): readonly Issue[] =>
  count > 0
    ? []
    : [
        {
          code: 'unknown-name',
          pointer: '/client',
          message:
            'No decision of this client is of the realm “default”. “virtual-school records list” shows the clients.',
        },
      ]
