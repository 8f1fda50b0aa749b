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
  about: z.uuid().exactOptional(),
  subject: word.exactOptional(),
  key: word.exactOptional(),
  decision: word.exactOptional(),
  authority: word.exactOptional(),
  asOf: civilDate.exactOptional(),
  rules: z.strictObject({ version: word, digest: word }).exactOptional(),
  engine: word,
  erased: z.strictObject({ reason: z.enum(erasureReasons), year: count.exactOptional() }).exactOptional(),
  payload: z.strictObject({ sha256: word, bytes: count }).exactOptional(),
}) satisfies z.ZodType<Envelope>
