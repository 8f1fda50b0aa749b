import { canonicalJson, type Issue } from '@virtual-school/rules'
import { accepted, nearest, pointerOf, readJson, withSuggestion } from '@virtual-school/rules/internal'
import * as z from 'zod'
import { type Checked, malformed } from './checked.ts'
import { type Envelope, erasureReasons } from './envelope.ts'
import { recordTypes } from './events.ts'

const word = z.string().min(1).max(512)
const count = z.int().nonnegative()
const civilDate = z.iso.date()

/** The envelope as it may stand in a receipt: nothing missing, nothing more. */
export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  log: word,
  seq: count,
  id: z.uuid(),
  type: z.enum(recordTypes),
  recordedAt: z.iso.datetime({ precision: 3 }),
  clock: z.iso.datetime({ precision: 3 }).exactOptional(),
  client: word,
  actor: word.exactOptional(),
  correlation: word.exactOptional(),
  approver: word.exactOptional(),
  realm: word.exactOptional(),
  about: z.uuid().exactOptional(),
  subject: word.exactOptional(),
  key: word.exactOptional(),
  decision: word.exactOptional(),
  authority: word.exactOptional(),
  asOf: civilDate.exactOptional(),
  rules: z.strictObject({ version: word, digest: word }).exactOptional(),
  engine: word,
  erased: z.strictObject({ reason: z.enum(erasureReasons), year: count.exactOptional() }).exactOptional(),
  subjects: z.strictObject({ count, sha256: word }).exactOptional(),
  split: z.strictObject({ client: word, realm: word }).exactOptional(),
  rotated: z
    .strictObject({
      key: z.enum(['root-secret', 'signing-key']),
      from: word.exactOptional(),
      to: word.exactOptional(),
      endorsement: z.string().min(1).max(2_000).exactOptional(),
    })
    .exactOptional(),
  overridden: z.strictObject({ size: count, root: word.exactOptional() }).exactOptional(),
  caller: z
    .strictObject({
      key: word,
      client: word,
      realm: word,
      scopes: z.array(word),
      expires: word.exactOptional(),
      imported: word.exactOptional(),
    })
    .exactOptional(),
  payload: z.strictObject({ sha256: word, bytes: count }).exactOptional(),
}) satisfies z.ZodType<Envelope>

type ZodIssue = z.core.$ZodIssue

/** What zod found, in words for the reader of the text. `known` are the names that members may have. */
export const describeShapeIssues = (error: z.core.$ZodError, known: readonly string[]): readonly Issue[] =>
  error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => describeUnknownMember(key, [...issue.path, key], known))
      : [{ ...describeComplaint(issue), pointer: pointerOf(issue.path) }],
  )

const describeUnknownMember = (key: string, path: readonly PropertyKey[], known: readonly string[]): Issue => {
  const message = 'A receipt has no member of this name here.'
  return withSuggestion({ code: 'unknown-member', pointer: pointerOf(path), message }, nearest(key, known))
}

const describeComplaint = (issue: ZodIssue): Pick<Issue, 'code' | 'message'> => {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: `This must be present, and of the type “${issue.expected}”.` }
    case 'invalid_value':
      return { code: 'unknown-word', message: `Expected one of: ${issue.values.map(String).join(', ')}.` }
    case 'too_big':
    case 'too_small':
      return { code: 'out-of-range', message: 'This is too short or too small, or too long or too large.' }
    case 'invalid_format':
      return { code: 'malformed', message: `This does not have the form that is expected here (${issue.format}).` }
    default:
      return { code: 'malformed', message: 'This does not have the form that is expected here.' }
  }
}

const limits = { bytes: 64 * 1024, depthLevels: 8, keysCount: 200 }
const members = Object.keys(envelopeSchema.shape)

/** The envelope of a stored text, or every issue why it is none. Only the canonical form is read: it is what the log proves. */
export const readEnvelope = (text: string): Checked<Envelope> => {
  const json = readJson(text, limits)
  if (!json.ok) return json
  const read = envelopeSchema.safeParse(json.value)
  if (!read.success) return { ok: false, issues: describeShapeIssues(read.error, members) }
  return canonicalJson(read.data) === text
    ? accepted(read.data)
    : malformed('The envelope is not canonical JSON (RFC 8785), as it was when it was kept.')
}
