import type { Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { type By, recordedBy } from '../keeping/by.ts'
import type { Draft } from '../keeping/draft.ts'
import { keepDrafts } from '../keeping/keep-drafts.ts'
import type { Records } from '../records.ts'
import { type CallerKey, callerOf, rowOfKey } from './caller-key.ts'

/** A change of keys, with what the log is to say of it. */
export interface KeyChange {
  readonly added: readonly CallerKey[]
  /** As they are from now on. */
  readonly revoked: readonly CallerKey[]
  /** Whether they come from a file, where they were made before. */
  readonly isImport?: boolean
}

type Draftsman = Pick<Records, 'newId'>

const draftOf = (
  { newId }: Draftsman,
  type: 'key-created' | 'key-revoked',
  by: By,
  caller: Draft['clear']['caller'] & { readonly realm: string },
): Draft => ({ clear: { id: newId(), type, ...recordedBy({ ...by, realm: caller.realm }), caller } })

const draftsOf = (records: Draftsman, { added, revoked, isImport = false }: KeyChange, by: By): readonly Draft[] => [
  ...added.map(key => draftOf(records, 'key-created', by, callerOf(key, isImport ? key.created : undefined))),
  ...[...added.filter(key => key.revoked !== null), ...revoked].map(key =>
    draftOf(records, 'key-revoked', by, callerOf(key)),
  ),
]

/** Whoever changes keys at the same time came first. */
const changedMeanwhile = new Error('The keys were changed meanwhile')

const applied = async (
  within: Transaction<Schema>,
  { keys }: Pick<Records, 'keys'>,
  { added, revoked }: KeyChange,
): Promise<void> => {
  for (const key of added) {
    const row = within.insertInto('api_keys').values(rowOfKey(keys, key))
    const { numInsertedOrUpdatedRows } = await row
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) throw changedMeanwhile
  }
  for (const key of revoked) {
    const row = within.updateTable('api_keys').set(rowOfKey(keys, key)).where('id', '=', key.id)
    const { numUpdatedRows } = await row
      .where('revoked', 'is', null)
      .where('realm', '=', key.realm)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) throw changedMeanwhile
  }
}

/**
 * Makes and revokes keys, and records each in the same transaction. False, with nothing done, if somebody else changed one of
 * them meanwhile: then plan again. Rejects if storage fails.
 */
export const changeCallerKeys = async (records: Records, change: KeyChange, by: By): Promise<boolean> => {
  try {
    await keepDrafts(records, draftsOf(records, change, by), within => applied(within, records, change))
    return true
  } catch (error) {
    if (error === changedMeanwhile) return false
    throw error
  }
}
