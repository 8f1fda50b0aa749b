import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { accepted } from '@virtual-school/rules/internal'
import type { Kysely } from 'kysely'
import type { Schema, SubjectRow as StoredSubject } from '../database/schema.ts'
import { type Checked, refusal } from '../model/checked.ts'
import { defaultRealm } from '../model/names.ts'
import type { DeploymentKeys } from './deployment-keys.ts'

type Binding = Pick<DeploymentKeys, 'binding'>

/** Whether the row of a reference still leads to the child that it was bound to. */
export const isBound = (keys: Binding, row: SubjectRow): boolean => {
  const expected = computeBinding(keys, row)
  return row.bound?.length === expected.length && timingSafeEqual(row.bound, expected)
}

/** Thrown if something would be sealed for a child to whom a row leads that was changed. */
export const createLinkChanged = (subject: string): Error =>
  Object.assign(new Error(renderLinkChanged(subject)), { name: 'LinkChanged', code: 'LINK_CHANGED' })

/** Whether an error says that the row of a reference was changed. */
export const isLinkChanged = (error: unknown): boolean => error instanceof Error && error.name === 'LinkChanged'

const renderLinkChanged = (subject: string): string =>
  `The row that leads from a reference to the child ${subject} was changed since it was written: it may be another child. Nothing was done. “virtual-school records verify” says more.`

/** The row of a reference, or the issue that it was changed: then it may lead to another child, and nothing may be done by it. */
export const checkLink = (
  keys: Binding,
  row: SubjectRow | undefined,
  pointer: string,
): Checked<SubjectRow | undefined> =>
  row === undefined || isBound(keys, row)
    ? accepted(row)
    : refusal('not-proved', pointer, renderLinkChanged(row.subject))

/**
 * Whether a payload with this tag came with the reference whose row this is; one without a tag was sealed before there were any. It
 * may have been sealed before the row was given from `default` to its realm.
 */
export const isTagged = (keys: Binding, row: SubjectRow, tag: string | undefined): boolean =>
  tag === undefined || tag === computeTag(keys, row) || tag === computeTag(keys, { ...row, realm: defaultRealm })

const computeHexMac = (key: KeyObject, text: string): string =>
  createHmac('sha256', key).update(text, 'utf8').digest('hex')

/**
 * What stands for a caller’s reference to a child: HMAC-SHA-256 of realm and reference, 64 hexadecimal digits. Without the key
 * nobody can tell which reference it is of, however few there may be.
 */
export const computeLookup = ({ lookup }: Pick<DeploymentKeys, 'lookup'>, realm: string, subjectRef: string): string =>
  computeHexMac(lookup, `${realm}\n${subjectRef}`)

/** As it was before there were realms: of the reference alone. A reference holds no line end, so neither is ever the other. */
export const computeOldLookup = ({ lookup }: Pick<DeploymentKeys, 'lookup'>, subjectRef: string): string =>
  computeHexMac(lookup, subjectRef)

/** A reference, as its lookup, and the child that it leads to. */
interface SubjectLink {
  readonly realm: string
  /** 64 hexadecimal digits. */
  readonly lookup: string
  readonly subject: string
}

const renderLinkText = ({ realm, lookup, subject }: SubjectLink): string => `${realm}\n${lookup}\n${subject}`

/** What the row of a reference carries, so that it cannot be made to lead to another child: HMAC-SHA-256 of the link. */
export const computeBinding = ({ binding }: Pick<DeploymentKeys, 'binding'>, link: SubjectLink): Buffer =>
  createHmac('sha256', binding)
    .update(`subject\n${renderLinkText(link)}`, 'utf8')
    .digest()

/** What is sealed with each decision that came with a reference: the link again, under another label. 64 hexadecimal digits. */
export const computeTag = ({ binding }: Pick<DeploymentKeys, 'binding'>, link: SubjectLink): string =>
  computeHexMac(binding, `payload\n${renderLinkText(link)}`)

/** A row of `keys.subjects`. */
export interface SubjectRow {
  readonly subject: string
  /** 64 hexadecimal digits. */
  readonly lookup: string
  readonly realm: string
  /** See `computeBinding`; null in rows of before. */
  readonly bound: Uint8Array | null
}

/** A row as the database has it, with its lookup in hexadecimal digits. */
export const readSubjectRow = (row: StoredSubject): SubjectRow => ({
  ...row,
  lookup: Buffer.from(row.lookup).toString('hex'),
})

/** The row of the reference that leads to a child; undefined: none does. */
export const selectSubjectRow = async (db: Kysely<Schema>, subject: string): Promise<SubjectRow | undefined> => {
  const row = await db.selectFrom('keys.subjects').selectAll().where('subject', '=', subject).executeTakeFirst()
  return row && readSubjectRow(row)
}

/**
 * A reference of a realm, by the lookups that its row may have: the one that a new row gets first. A row that was given to the
 * realm keeps that of `default`, or that of before there were realms.
 */
export interface LookupRequest {
  readonly realm: string
  readonly lookups: readonly [lookup: string, ...string[]]
}

/** What finds the row of a reference in a realm: its keyed hashes, the present form first. */
export const lookUpReference = (
  keys: Pick<DeploymentKeys, 'lookup'>,
  realm: string | undefined,
  subjectRef: string,
): LookupRequest => {
  const named = realm ?? defaultRealm
  const own = computeLookup(keys, named, subjectRef)
  const given = [
    ...(named === defaultRealm ? [] : [computeLookup(keys, defaultRealm, subjectRef)]),
    computeOldLookup(keys, subjectRef),
  ]
  return { realm: named, lookups: [own, ...given] }
}

/** Of rows with these lookups the one under which something new is kept: of several always the same. */
export const chooseRow = (rows: readonly SubjectRow[], { realm, lookups }: LookupRequest): SubjectRow | undefined => {
  const own = rows.filter(row => row.realm === realm && lookups.includes(row.lookup))
  const placeOf = ({ lookup, subject }: SubjectRow): string => `${lookups.indexOf(lookup)} ${subject}`
  return own.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))[0]
}
