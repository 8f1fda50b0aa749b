import { timingSafeEqual } from 'node:crypto'
import { accepted, type Checked, refusal } from '../checked.ts'
import { boundOf, type DeploymentKeys, defaultRealm, tagOf } from '../secret/deployment-keys.ts'
import type { SubjectRow } from './key-rows.ts'

type Binding = Pick<DeploymentKeys, 'binding'>

/** Whether the row of a reference still leads to the child that it was bound to. */
export const isBound = (keys: Binding, row: SubjectRow): boolean => {
  const expected = boundOf(keys, row)
  return row.bound?.length === expected.length && timingSafeEqual(row.bound, expected)
}

/** Thrown where something would be sealed for a child to whom a row leads that was changed. */
export const linkChanged = (subject: string): Error =>
  Object.assign(new Error(changedWords(subject)), { name: 'LinkChanged', code: 'LINK_CHANGED' })

export const isLinkChanged = (error: unknown): boolean => error instanceof Error && error.name === 'LinkChanged'

const changedWords = (subject: string): string =>
  `The row that leads from a reference to the child ${subject} was changed since it was written: it may be another child. Nothing was done. “virtual-school records verify” says more.`

/** The row of a reference, or the issue that it was changed: then it may lead to another child, and nothing may be done by it. */
export const checkedLink = (
  keys: Binding,
  row: SubjectRow | undefined,
  pointer: string,
): Checked<SubjectRow | undefined> =>
  row === undefined || isBound(keys, row) ? accepted(row) : refusal('not-proved', pointer, changedWords(row.subject))

/**
 * Whether a payload with this tag came with the reference whose row this is; one without a tag was sealed before there were any. It
 * may have been sealed before the row was given from `default` to its realm.
 */
export const isTagged = (keys: Binding, row: SubjectRow, tag: string | undefined): boolean =>
  tag === undefined || tag === tagOf(keys, row) || tag === tagOf(keys, { ...row, realm: defaultRealm })
