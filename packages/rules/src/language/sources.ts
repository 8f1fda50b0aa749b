import * as z from 'zod/mini'
import { forces } from './rulebook.ts'
import {
  address,
  day,
  dayOrMonth,
  described,
  document,
  kebabName,
  naming,
  object,
  optional,
  text,
  versionNumber,
  words,
} from './shape.ts'

const source = object({
  id: kebabName,
  title: text,
  publisher: text,
  kind: described(naming('force', words(forces)), 'The force that its words have by themselves.'),
  published: optional(dayOrMonth),
  address: optional(address),
  retrieved: optional(day),
  document: optional(z.string(), 'The file name under which a holder keeps it, for checking passages.'),
  attribution: described(
    z._default(words(['stated', 'inferred']), 'stated'),
    'Whether the document itself says whose it is.',
  ),
  note: optional(text),
})
/** `sources.json`. */
export const sourcesDocument = document({ sources: z.array(source) })
/** A document that rules cite. */
export type Source = z.infer<typeof source>

/** Days that are not working days, over the years for which they are held. */
export const calendarDocument = document({
  jurisdiction: text,
  from: day,
  to: day,
  source: text,
  address: optional(address),
  note: optional(text),
  closed: z.array(object({ date: day, name: text })),
})

/** `manifest.json`. */
export const manifestDocument = document({
  name: text,
  version: described(versionNumber, 'Semantic version of this encoding of the rules.'),
  national: described(naming('authority', kebabName), 'The authority whose rules hold everywhere.'),
  note: optional(text),
  semantics: optional(
    z.int().check(z.minimum(1), z.maximum(2)),
    'How the rules are to be read; absent: 1, as of November 2026.',
  ),
})

/** `authority.json` of one layer. */
export const authorityDocument = document({
  id: kebabName,
  name: text,
  attribution: z._default(words(['stated', 'inferred']), 'stated'),
  note: optional(text),
})
