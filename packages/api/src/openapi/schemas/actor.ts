import * as z from 'zod'

const reference = /^[A-Za-z0-9._:-]{1,200}$/

/** Who acts, as records tell it. */
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
