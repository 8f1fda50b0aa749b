import type { KeyObject } from 'node:crypto'
import type { Checked } from '@virtual-school/rules'
import { accepted, refusal } from '../checked.ts'
import type { Envelope } from '../envelope.ts'
import type { Random } from '../random.ts'
import { closeBox, openBox } from './box.ts'
import { contentOf, textOf } from './content.ts'

/** The record that a payload belongs to; sealed for one, it opens for no other. */
export type SealedFor = Pick<Envelope, 'id' | 'type'>

const aboutOf = ({ id, type }: SealedFor): string => `payload\n${id}\n${type}`

/** A payload sealed for a record. `random` gives 12 bytes, new ones each time. At most 16 MiB of text, more is our own bug. */
export const sealPayload = (dataKey: KeyObject, payload: string, record: SealedFor, random: Random): Buffer =>
  closeBox(dataKey, contentOf(payload), aboutOf(record), random)

/** The payload again. Refused where it was sealed under another key or for another record, or where any bit of it was changed. */
export const openPayload = (dataKey: KeyObject, sealed: Uint8Array, record: SealedFor): Checked<string> => {
  const content = openBox(dataKey, sealed, aboutOf(record))
  const text = content && textOf(content)
  return text === undefined
    ? refusal(
        'malformed',
        '',
        'The payload does not open: it was changed, or was sealed under another key or for another record.',
      )
    : accepted(text)
}
