import * as z from 'zod/mini'
import { day, described, document, object, rulesDigest, versionNumber } from './shape.ts'

const release = object({
  version: described(versionNumber, 'The version that manifest.json named when these rules were released.'),
  digest: described(rulesDigest, 'The digest of what was released, as `virtual-school check --format json` prints it.'),
  released: described(day, 'The day of the release.'),
})
/** Rules that were released: a version, the digest of what it names for ever, and the day. */
export type Release = z.infer<typeof release>

/** `releases.json`. */
export const releasesDocument = document({ releases: z.array(release) })
