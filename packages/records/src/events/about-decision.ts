import type { RecordType } from '../envelope.ts'
import type { By } from '../keeping/decision-draft.ts'
import type { Draft } from '../keeping/draft.ts'
import type { EventPayload } from '../keeping/payload.ts'
import type { KeptDecision } from './decision-of.ts'

/** Whatever is recorded about a decision: sealed under its key, so that it goes when the decision goes. */
export const aboutDecision = (
  { row, subject, key }: KeptDecision,
  type: RecordType,
  { by, id, payload }: { readonly by: By; readonly id: string; readonly payload: EventPayload },
): Draft => ({
  clear: {
    id,
    type,
    ...by,
    about: row.id,
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.authority === null ? {} : { authority: row.authority }),
  },
  sealed: { under: { subject, key }, payload: JSON.stringify(payload) },
})
