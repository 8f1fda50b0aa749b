import * as z from 'zod'
import { forces } from './rulebook.ts'
import { address, day, dayOrMonth, document, kebabName, object, text, version, words } from './shape.ts'

const source = object({
  id: kebabName,
  title: text,
  publisher: text,
  kind: words(forces).describe('The force that its words have by themselves.'),
  published: dayOrMonth.optional(),
  address: address.optional(),
  retrieved: day.optional(),
  document: z.string().optional().describe('The file name under which a holder keeps it, for checking passages.'),
  attribution: words(['stated', 'inferred'])
    .default('stated')
    .describe('Whether the document itself says whose it is.'),
  note: text.optional(),
})
export const sourcesDocument = document({ sources: z.array(source) })
export type Source = z.infer<typeof source>

/** Days that are not working days, over the years for which they are held. */
export const calendarDocument = document({
  jurisdiction: text,
  from: day,
  to: day,
  source: text,
  address: address.optional(),
  note: text.optional(),
  closed: z.array(object({ date: day, name: text })),
})

export const manifestDocument = document({
  name: text,
  version: version.describe('Semantic version of this encoding of the rules.'),
  national: kebabName.describe('The authority whose rules hold everywhere.'),
  note: text.optional(),
})

export const authorityDocument = document({
  id: kebabName,
  name: text,
  attribution: words(['stated', 'inferred']).default('stated'),
  note: text.optional(),
})
