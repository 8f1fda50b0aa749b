import type { Transaction } from 'kysely'
import { accepted, type Checked, type Issue } from '../checked.ts'
import type { Schema } from '../database/schema.ts'
import { whoIssues } from '../erasing/who-issues.ts'
import { type Reader, recordedBy } from '../keeping/by.ts'
import { keepDrafts } from '../keeping/keep-drafts.ts'
import { isBound } from '../keys/checked-link.ts'
import { apiKeyMac } from '../keys/row-macs.ts'
import type { Records } from '../records.ts'
import { boundOf, defaultRealm } from '../secret/deployment-keys.ts'
import { realmName } from './name.ts'
import { type Split, splitsIn } from './splits.ts'

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

export interface SplitRealm {
  /** The id of the record that says so; empty if nothing was done. */
  readonly id: string
  readonly decisions: number
  /** Children whose references went to the realm with their decisions. */
  readonly moved: number
  /** Children for whom another client sent the same reference: a person has to say whether they are one child. */
  readonly shared: readonly SharedChild[]
}

export interface SharedChild {
  /** The random number that records show. */
  readonly subject: string
  /** How many decisions each client recorded about it. */
  readonly decisions: Readonly<Record<string, number>>
}

/**
 * Gives what a client recorded until now, and its keys, to a realm, and records that. A reference goes along if no other client sent
 * it; those that another sent too are listed. Issues: a realm or a client that cannot be, nobody named who orders it. Rejects if
 * storage fails, with nothing done.
 */
export const splitRealm = async (
  records: Records,
  { client, realm, by, dryRun = false }: RealmSplit,
): Promise<Checked<SplitRealm>> => {
  const children = await childrenOf(records, client)
  const decisions = children.reduce((sum, child) => sum + (child.decisions[client] ?? 0), 0)
  const before = (await splitsIn(records.database.db)).find(one => one.client === client)
  const issues = [
    ...realmIssues(realm),
    ...(before === undefined || before.realm === realm ? clientIssues(decisions) : [goneAlready(before)]),
    ...whoIssues(by),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const shared = children.filter(one => Object.keys(one.decisions).length > 1)
  const own = children.filter(one => Object.keys(one.decisions).length === 1)
  const told = { decisions, moved: own.length, shared }
  if (dryRun) return accepted({ id: '', ...told })
  const id = records.newId()
  const clear = { id, type: 'realm-split', ...recordedBy(by), split: { client, realm } } as const
  const subjects = own.map(one => one.subject)
  await keepDrafts(records, [{ clear }], within => giveAway(within, records, { client, realm, subjects }))
  return accepted({ id, ...told })
}

const realmIssues = (realm: string): readonly Issue[] => {
  const issues = realmName.safeParse(realm).error?.issues ?? []
  const own: readonly Issue[] = issues.map(({ message }) => ({ code: 'malformed', pointer: '/realm', message }))
  if (realm !== defaultRealm) return own
  return [
    { code: 'not-allowed-here', pointer: '/realm', message: 'Everything is of “default” until it is given away.' },
  ]
}

const goneAlready = ({ realm, before }: Split): Issue => ({
  code: 'not-allowed-here',
  pointer: '/realm',
  message: `Record ${before} gave what this client recorded to the realm “${realm}”: it cannot be given away twice.`,
})

const clientIssues = (decisions: number): readonly Issue[] =>
  decisions > 0
    ? []
    : [
        {
          code: 'unknown-name',
          pointer: '/client',
          message:
            'No decision of this client is of the realm “default”. “virtual-school records list” shows the clients.',
        },
      ]

/** The children about whom this client recorded in the default realm, with the clients that did. */
const childrenOf = async ({ database: { db } }: Records, client: string): Promise<readonly SharedChild[]> => {
  const ofClient = db.selectFrom('records').select('subject').where('client', '=', client).where('realm', 'is', null)
  const rows = await db
    .selectFrom('records')
    .select(eb => ['subject', 'client', eb.fn.countAll<number>().as('count')])
    .where('type', '=', 'evaluated')
    .where('realm', 'is', null)
    .where('subject', 'in', ofClient.where('type', '=', 'evaluated'))
    .groupBy(['subject', 'client'])
    .orderBy('subject')
    .execute()
  const found = new Map<string, Record<string, number>>()
  for (const row of rows) {
    const counts = found.get(row.subject!) ?? {}
    counts[row.client] = Number(row.count)
    found.set(row.subject!, counts)
  }
  return [...found].map(([subject, decisions]) => ({ subject, decisions }))
}

interface Given {
  readonly client: string
  readonly realm: string
  readonly subjects: readonly string[]
}

const atOnce = 500

/** References and callers’ keys, each with what binds it made again. A reference that was changed stays as it is: `verify` names it. */
const giveAway = async (
  within: Transaction<Schema>,
  { keys }: Records,
  { client, realm, subjects }: Given,
): Promise<void> => {
  for (let from = 0; from < subjects.length; from += atOnce) {
    const some = subjects.slice(from, from + atOnce)
    const rows = await within.selectFrom('keys.subjects').selectAll().where('subject', 'in', some).execute()
    for (const { subject, lookup, ...row } of rows) {
      const link = { subject, lookup: Buffer.from(lookup).toString('hex') }
      if (!isBound(keys, { ...row, ...link })) continue
      const bound = boundOf(keys, { ...link, realm })
      await within.updateTable('keys.subjects').set({ realm, bound }).where('subject', '=', subject).execute()
    }
  }
  const callers = await within.selectFrom('api_keys').selectAll().where('client', '=', client).execute()
  for (const { mac: _, ...row } of callers) {
    const mac = apiKeyMac(keys, { ...row, realm })
    await within.updateTable('api_keys').set({ realm, mac }).where('id', '=', row.id).execute()
  }
}
