import { canonicalJson, readJson } from '@virtual-school/rules'
import { accepted, type Checked, malformed } from '../checked.ts'
import type { Envelope } from '../envelope.ts'
import { envelopeSchema } from '../receipt/envelope-schema.ts'
import { shapeIssues } from '../receipt/shape-issues.ts'

const limits = { bytes: 64 * 1024, depthLevels: 8, keysCount: 200 }
const members = Object.keys(envelopeSchema.shape)

/** The envelope of a stored text, or every issue why it is none. Only the canonical form is read: it is what the log proves. */
export const readEnvelope = (text: string): Checked<Envelope> => {
  const json = readJson(text, limits)
  if (!json.ok) return json
  const read = envelopeSchema.safeParse(json.value)
  if (!read.success) return { ok: false, issues: shapeIssues(read.error, members) }
  return canonicalJson(read.data) === text
    ? accepted(read.data)
    : malformed('The envelope is not canonical JSON (RFC 8785), as it was when it was kept.')
}
