import { defaultRealm, realmName } from '@virtual-school/records'
import * as z from 'zod'
import { type Scope, scopes } from '../scope.ts'

const moment = z.iso.datetime('Expected: a moment, as 2026-11-22T09:00:00.000Z.')

/** A kebab-case word, so that it is the name of a system and of no person, and cannot be taken for another kind of caller. */
export const clientName = z
  .string()
  .max(60, 'Expected: 60 characters at most.')
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    'Expected: the name of a system, in small letters and digits with hyphens between, as mosaic-luton.',
  )
  .refine(name => name !== 'local', 'Expected: another name. “local” stands for callers without a key.')

const keyRecord = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/, 'Expected: the eight digits after “vs_”.'),
  client: clientName,
  /** Left out: `default`, as in files of before there were realms. */
  realm: realmName.prefault(defaultRealm),
  scopes: z.array(z.enum(scopes as [Scope], `Expected one of: ${scopes.join(', ')}.`)).min(1),
  created: moment,
  expires: moment.nullable(),
  revoked: moment.nullable(),
  /** Of the whole key as it is sent. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Expected: a SHA-256 in hexadecimal.'),
})

export const keysDocument = z.strictObject({
  keys: z
    .array(keyRecord)
    .max(10_000)
    .refine(keys => new Set(keys.map(({ id }) => id)).size === keys.length, 'Each id may stand once.'),
})

/** One key as it is kept: everything but its secret. */
export type KeyRecord = Readonly<z.infer<typeof keyRecord>>
