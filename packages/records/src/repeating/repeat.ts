import type { OnceRow } from '../database/schema.ts'
import { isMac, onceMac } from '../keys/row-macs.ts'
import type { DeploymentKeys } from '../secret/deployment-keys.ts'
import type { Once } from './once.ts'

/** What a request is found to be if its key has been answered before. */
export type Repeat =
  /** The same request: its answer is the record of this seq, with its receipt against this size of the log. */
  | { readonly repeats: 'same'; readonly seq: number; readonly size: number }
  /** The key belongs to another request. */
  | { readonly repeats: 'other' }
  /** What was recorded then was erased since, and with it what tells whether the request is the same. */
  | { readonly repeats: 'erased' }
  /** The row is not as it was written, so nothing can be said of it. */
  | { readonly repeats: 'changed'; readonly seq: number }

/** In the place of the keyed hash of a request whose record was erased. */
export const noBody: Buffer = Buffer.alloc(0)

/** What a row says of a request with its key. */
export const repeatOf = (keys: Pick<DeploymentKeys, 'binding'>, row: OnceRow, { body }: Once): Repeat => {
  const { seq, size } = row
  if (!isMac(row.mac, onceMac(keys, row))) return { repeats: 'changed', seq }
  if (row.body.length === noBody.length) return { repeats: 'erased' }
  return Buffer.from(row.body).toString('hex') === body ? { repeats: 'same', seq, size } : { repeats: 'other' }
}
