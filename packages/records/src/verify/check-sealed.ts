import type { DeploymentKeys } from '../crypto/deployment-keys.ts'
import type { DataKeyRow } from '../database/schema.ts'
import type { SealedPlace } from '../log/erasures.ts'
import type { Split } from '../log/events.ts'
import type { Envelope } from '../model/envelope.ts'
import { createKeyOpener, type KeyOf, type OpenedRecord, unsealPayload } from '../unseal/payload.ts'
import { checkTags } from './check-links.ts'
import { checkReferences } from './check-references.ts'
import type { CheckedRow } from './check-row.ts'
import { type Erasures, findSealedPlaces } from './erasures.ts'
import type { Faults } from './fault.ts'
import {
  checkResealed,
  type ExaminedRecord,
  findOwner,
  findPlacesNow,
  isSuperseded,
  judgeSuperseded,
  type Later,
  listIdsToLookUp,
  readLater,
  unsealAgain,
} from './resealed.ts'
import { isFull, type LogSource, type Stored } from './source.ts'

/** Keys that open payloads and, in records that have it, the one that binds references to their children. */
export type KeysAtHand = Pick<DeploymentKeys, 'wrapping'> & { readonly binding?: DeploymentKeys['binding'] | undefined }

/** What looking at what is sealed takes; without keys nothing is opened. */
export interface SealedChecking {
  readonly source: LogSource
  readonly keys: KeysAtHand | undefined
  /** What the log says of clients whose records were given to a realm. */
  readonly splits: readonly Split[]
  readonly erasures: Erasures
  readonly faults: Faults
}

type Readable = CheckedRow & { readonly envelope: Envelope }

interface PageKeys {
  readonly byKey: ReadonlyMap<string, Stored<DataKeyRow>>
  readonly keyOf: KeyOf | undefined
}

const readKeys = async (
  rows: readonly Readable[],
  { again }: Later,
  { source, keys }: SealedChecking,
): Promise<PageKeys> => {
  const own = rows.flatMap(({ isSealed, envelope }) => (isSealed ? [envelope.key!] : []))
  const ids = [...own, ...[...again.values()].flatMap(one => one.envelope.key ?? [])]
  const stored = await source.dataKeysOf([...new Set(ids)])
  return {
    byKey: new Map(stored.map(row => [String(row.key), row])),
    keyOf: keys && createKeyOpener(keys, stored.filter(isFull)),
  }
}

const unsealRow = (
  { row, envelope }: Readable,
  { byKey, keyOf }: PageKeys,
  faults: Faults,
): ExaminedRecord['opened'] => {
  const { seq } = envelope
  const key = byKey.get(envelope.key!)!
  if (!isFull(key)) faults.add('unreadable', 'The row of its key cannot be read.', seq)
  if (key.subject !== envelope.subject) faults.add('key', 'Its key is that of another subject.', seq)
  if (keyOf === undefined) return { state: 'closed' }
  const opened = unsealPayload(envelope, row.payload ?? null, keyOf)
  if (opened.state === 'damaged')
    for (const { message } of opened.issues)
      faults.add(keyOf(envelope.key!)?.ok === true ? 'payload' : 'key', message, seq)
  return opened
}

/** What can be said about a payload whose key could not be seen. */
const judgeUnseen = (row: Readable, place: SealedPlace, erasures: Erasures): ExaminedRecord['opened'] => {
  if (!row.isSealed) return judgeNotOpened(row)
  return erasures.covers(place) ? { state: 'erased', envelope: row.envelope } : { state: 'closed' }
}

const judgeNotOpened = ({ isSealed, envelope }: Readable): OpenedRecord => {
  if (isSealed) return { state: 'erased', envelope }
  return envelope.payload === undefined ? { state: 'none', envelope } : { state: 'damaged', envelope, issues: [] }
}

/**
 * Looks at the keys and payloads of a page. An erasure that happens meanwhile is no fault: what was erased is read before the
 * keys, to say which may not be there, and after them, to say which need not.
 */
export const examineSealed = async (
  checked: readonly CheckedRow[],
  checking: SealedChecking,
): Promise<{ readonly looked: readonly ExaminedRecord[]; readonly untagged: number }> => {
  const { source, splits, erasures, faults, keys } = checking
  const binding = keys?.binding
  const rows = checked.filter((row): row is Readable => row.envelope !== undefined)
  await erasures.refresh()
  const envelopes = rows.map(row => row.envelope)
  const later = await readLater(source, listIdsToLookUp(envelopes))
  const places = findPlacesNow(await findSealedPlaces(source, envelopes, erasures), envelopes, later)
  const wereErased = places.map(erasures.covers)
  const page = await readKeys(rows, later, checking)
  const owners = envelopes.map(one => (one.type === 'evaluated' ? findOwner(later, one) : undefined))
  const subjects = binding === undefined ? [] : owners.flatMap(one => one ?? [])
  const links = await source.subjectsOf([...new Set(subjects)])
  await erasures.refresh()
  const seesKeys = await source.sees('keys.data_keys')
  const looked = rows.map((row, n) => {
    const { envelope, isSealed } = row
    const [place, owner, again] = [places[n]!, owners[n], later.again.get(envelope.id)]
    const own = { envelope, payload: row.row.payload ?? null }
    if (!seesKeys) return { envelope, place, owner, opened: judgeUnseen(row, place, erasures) }
    if (again !== undefined) return { envelope, place, owner, opened: unsealAgain(own, again, page, faults) }
    const hasKey = isSealed && page.byKey.has(envelope.key!)
    if (isSuperseded(envelope, later))
      return { envelope, place, owner, opened: judgeSuperseded(envelope, page, faults) }
    if (hasKey && wereErased[n]) faults.add('not-erased', 'It was erased, and its key is still there.', envelope.seq)
    if (isSealed && !hasKey && !erasures.covers(place))
      faults.add('key', 'Its key is missing, and nothing says that it was erased.', envelope.seq)
    return { envelope, place, owner, opened: hasKey ? unsealRow(row, page, faults) : judgeNotOpened(row) }
  })
  await checkResealed(
    rows.map(({ envelope, row }) => ({ envelope, payload: row.payload ?? null })),
    page.keyOf,
    checking,
  )
  if (binding !== undefined) await checkReferences(looked, links, { source, splits, later, erasures, faults })
  return {
    looked,
    untagged: binding === undefined ? 0 : checkTags(looked, links, { keys: { binding }, erasures, faults }),
  }
}
