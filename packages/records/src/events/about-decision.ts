import type { RecordType } from '../envelope.ts'
import { type By, recordedBy } from '../keeping/by.ts'
import type { Draft } from '../keeping/draft.ts'
import type { EventPayload } from '../keeping/payload.ts'
import type { KeptDecision } from './decision-of.ts'

/** Whatever is recorded about a decision: of its realm, and sealed under its key, so that it goes when the decision goes. */
export const aboutDecision = (
  { row, realm, subject, key }: KeptDecision,
  type: RecordType,
  { by, id, payload }: { readonly by: By; readonly id: string; readonly payload: EventPayload },
): Draft => ({
  clear: {
    id,
    type,
    ...recordedBy({ ...by, realm }),
    about: row.id,
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.authority === null ? {} : { authority: row.authority }),
  },
  sealed: { under: { subject, key }, payload: JSON.stringify(payload) },
})
