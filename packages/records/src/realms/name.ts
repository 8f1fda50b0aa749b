import * as z from 'zod'

/** A kebab-case word: the name of a council or of a system. */
export const realmName = z
  .string()
  .max(60, 'Expected: 60 characters at most.')
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'Expected: the name of a realm, in small letters and digits with hyphens between, as luton.',
  )
