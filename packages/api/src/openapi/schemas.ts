import { type IssueCode, issueCodes } from '@virtual-school/rules'
import * as z from 'zod'
import { problemType } from '../http/problem.ts'
import { type ProblemSlug, problems } from '../http/problems.ts'

/** A civil date. */
export const daySchema = z.iso.date().describe('A day, as 2026-11-22.')
/** The value of a fact. */
export const scalar = z.union([z.boolean(), z.number(), z.string()])
/** The version of the rules. */
export const versionSchema = z
  .string()
  .describe('The version of the rules.')
  .meta({ examples: ['1.0.0'] })
/** The digest of the rules. */
export const digestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .describe('The fingerprint of everything in the rules that an evaluation reads.')
/** The rules that a finding rests on. */
export const because = z.array(z.string()).describe('The names of the rules that it rests on, sorted.')
/** A truth of three values. */
export const truth = z
  .enum(['false', 'unknown', 'true'])
  .meta({ id: 'Truth', description: 'What is known of it. Unknown is never taken for false.' })

const codes = Object.keys(issueCodes) as [IssueCode]
const types = (Object.keys(problems) as [ProblemSlug]).map(problemType)

/** One thing that is wrong with a request. */
export const issueSchema = z
  .object({
    code: z
      .enum(codes)
      .describe(
        `What kind of refusal it is. Others may come. ${codes.map(code => `${code}: ${issueCodes[code]}`).join(' ')}`,
      )
      .meta({ isOpen: true }),
    pointer: z
      .string()
      .describe('JSON Pointer to the place in what was sent, as far as its names are known: others are not repeated.'),
    message: z.string().describe('What was expected. Never what was sent.'),
    suggestion: z.string().optional().describe('The nearest right word.'),
    line: z.int().optional(),
    column: z.int().optional(),
  })
  .meta({ id: 'Issue' })

/** A problem as the service answers with it. */
export const problemSchema = z
  .object({
    type: z
      .enum(types)
      .describe(
        'The address of a page about this problem, on this service; a whole one, if the service knows its public address. Its last part names the problem: branch on that. Others may come.',
      )
      .meta({ isOpen: true, format: 'uri-reference' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional().describe('This occurrence, under which the service’s log says more.'),
    issues: z.array(issueSchema).describe('Every reason at once.'),
    offers: z
      .array(z.object({ version: versionSchema, digest: digestSchema }))
      .optional()
      .describe('The rules that can be insisted on.'),
  })
  .meta({ id: 'Problem', description: 'A problem as RFC 9457 has it.' })

const word = z.string()

/** The id of a record. */
export const recordId = z.uuid().describe('The record’s id, a UUID of version 7.')
/** The time of a record. */
export const recordedAt = z.iso.datetime({ precision: 3 }).describe('When it was put on disk, in UTC.')

/** The envelope of a record. */
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

/** The receipt of a record. */
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

/** The members beside a decision that was recorded; there are none if records are off. */
export const recordedMembers = {
  id: recordId.exactOptional(),
  recordedAt: recordedAt.exactOptional(),
  receipt: receipt.exactOptional(),
}

const reference = /^[A-Za-z0-9._:-]{1,200}$/

/** The header X-Actor. */
export const actorHeader = {
  'X-Actor': z
    .string()
    .regex(reference)
    .optional()
    .describe(
      'Your own reference for the person who asks, such as a staff number, which goes into the record. Names, e-mail addresses and national numbers are refused. A login that is made of a name, as smithj, is taken, stays in the record in clear and is warned of in the log of the service.',
    )
    .meta({ examples: ['staff-0142'] }),
}

/** The header Idempotency-Key. */
export const idempotencyKey = z
  .string()
  .optional()
  .describe(
    'Names this request, so that it can be sent again: for a day the same key with the same body, from the same person (`X-Actor`), gets the same bytes, and nothing is decided twice. What is recorded is known to every process and instance that shares the records, also after a crash; once it is erased, the answer is 410. What is not recorded (a refusal with 422, and every answer with RECORDS=off) is remembered by the one process that answered, in memory. A text of up to 255 characters in double quotes, such as a new UUID.',
  )
  .meta({ examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'] })
