import * as z from 'zod'

export const idempotencyKey = z
  .string()
  .optional()
  .describe(
    'Names this request, so that it can be sent again: for a day the same key with the same body, from the same person (`X-Actor`), gets the same bytes, and nothing is decided twice. What is recorded is known to every process and instance that shares the records, also after a crash; once it is erased, the answer is 410. What is not recorded (a refusal with 422, and every answer with RECORDS=off) is remembered by the one process that answered, in memory. A text of up to 255 characters in double quotes, such as a new UUID.',
  )
  .meta({ examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'] })
