import type { Checked } from '@virtual-school/rules'
import { readBytes } from '../intake/body.ts'
import { arrayItemsCount, arrayLimits } from '../intake/limits.ts'
import type { Item } from './item.ts'

/** The requests of a body that is one JSON array. It is one document, so what is wrong with its JSON refuses it whole. */
export const itemsOfArray = (bytes: Uint8Array | undefined): Checked<readonly Item[]> => {
  const read = readBytes(bytes, arrayLimits)
  if (!read.ok) return read
  if (!Array.isArray(read.value)) {
    return {
      ok: false,
      issues: [
        {
          code: 'wrong-type',
          pointer: '',
          message: 'A batch is an array of requests; or lines, sent as application/x-ndjson.',
        },
      ],
    }
  }
  if (read.value.length > arrayItemsCount) {
    return {
      ok: false,
      issues: [
        {
          code: 'too-many',
          pointer: '',
          message: `An array may hold at most ${arrayItemsCount} requests. Send more as lines (application/x-ndjson).`,
        },
      ],
    }
  }
  return {
    ok: true,
    value: read.value.map((value: unknown, index) => ({ line: index + 1, read: { ok: true, value } })),
  }
}
