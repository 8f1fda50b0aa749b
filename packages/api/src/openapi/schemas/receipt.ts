import * as z from 'zod'

const word = z.string()

export const recordId = z.uuid().describe('The record’s id, a UUID of version 7.')
export const recordedAt = z.iso.datetime({ precision: 3 }).describe('When it was put on disk, in UTC.')

export const envelope = z
  .looseObject({
    v: z.literal(1),
    log: word.describe('The name of the log.'),
    seq: z.int().nonnegative().describe('Its place in the log, from 0.'),
    id: recordId,
    type: word.describe('`evaluated` of a decision; other words of what happened to one.'),
    recordedAt,
    client: word.describe('The system that asked.'),
    engine: word.describe('The version of the software that decided.'),
  })
  .meta({ id: 'Envelope', description: 'The part of a record that stands in clear text. It holds no fact.' })

export const receipt = z
  .object({
    v: z.literal(1),
    envelope,
    index: z.int().nonnegative().describe('The leaf’s place in the tree, from 0.'),
    proof: z.array(z.base64()).describe('The inclusion proof of RFC 6962, from the leaf up.'),
    checkpoint: word.describe('The signed checkpoint of the tree, a C2SP signed note.'),
  })
  .meta({
    id: 'Receipt',
    description:
      'Proves, to anybody and without this service, that the record stands in the log. It holds no fact. It is canonical JSON (RFC 8785); `virtual-school records verify` reads it in any layout, and the whole answer too.',
  })

/** What stands beside a decision that was kept; nothing does where records are off. */
export const kept = {
  id: recordId.exactOptional(),
  recordedAt: recordedAt.exactOptional(),
  receipt: receipt.exactOptional(),
}
