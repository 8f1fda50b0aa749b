import type { Writing } from '../keeping/keep-drafts.ts'
import type { DataKeyRow } from '../keys/key-rows.ts'
import { readEnvelope } from '../opening/envelope.ts'
import { keyOpener } from '../opening/key-opener.ts'
import type { OpenedRecord } from '../opening/opened.ts'
import { openedAgain, openedPayload } from '../opening/payload.ts'
import type { SealedRecord } from './sealed-under.ts'

/** Opens what is sealed under a key, each from the record that holds it under that key. */
export const openUnder = (
  { keys }: Pick<Writing, 'keys'>,
  key: DataKeyRow,
  some: readonly SealedRecord[],
): readonly OpenedRecord[] => {
  const keyOf = keyOpener(keys, [key])
  return some.map(({ row, again }) => {
    const own = readEnvelope(row.envelope)
    if (!own.ok) return { state: 'damaged', issues: own.issues }
    if (again === undefined) return openedPayload(own.value, row.payload, keyOf)
    const read = readEnvelope(again.envelope)
    return read.ok
      ? openedAgain(own.value, { envelope: read.value, payload: again.payload }, keyOf)
      : { state: 'damaged', envelope: own.value, issues: read.issues }
  })
}
