import * as z from 'zod'
import { type Envelope, erasureReasons, recordTypes } from '../envelope.ts'

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
