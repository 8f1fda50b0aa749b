import * as z from 'zod'
import { day, dayOrMonth, document, kebabName, object, text, words } from './shape.ts'
import { forces } from './rulebook.ts'

const source = object({
  id: kebabName,
  title: text,
  publisher: text,
  kind: words(forces).describe('The force that its words have by themselves.'),
  published: dayOrMonth.optional(),
  address: z.url().optional(),
  retrieved: day.optional(),
  document: z.string().optional().describe('The file name under which a holder keeps it, for checking passages.'),
  attribution: words(['stated', 'inferred']).default('stated').describe('Whether the document itself says whose it is.'),
  note: text.optional(),
})
export const sourcesDocument = document({ sources: z.array(source) })
export type SourcesDocument = z.infer<typeof sourcesDocument>
export type Source = z.infer<typeof source>

/** Days that are not working days, over the years for which they are held. */
export const calendarDocument = document({
  jurisdiction: text,
  from: day,
  to: day,
  source: text,
  address: z.url().optional(),
  note: text.optional(),
  closed: z.array(object({ date: day, name: text })),
})

export const manifestDocument = document({
  name: text,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/).describe('Semantic version of this encoding of the rules.'),
  national: kebabName.describe('The authority whose rules hold everywhere.'),
  note: text.optional(),
})

export const authorityDocument = document({
  id: kebabName,
  name: text,
  attribution: words(['stated', 'inferred']).default('stated'),
  note: text.optional(),
})
