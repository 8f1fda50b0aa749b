import * as z from 'zod'

export const idempotencyKey = z
  .string()
  .optional()
  .describe(
    'Names this request, so that it can be sent again: the same key with the same body gets the same bytes for a day, and nothing is decided twice. A text of up to 255 characters in double quotes, such as a new UUID.',
  )
  .meta({ examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'] })
