import { recordsVariables } from '@virtual-school/records'
import type { Issue } from '@virtual-school/rules'
import * as z from 'zod'
import { wholeNumber } from '../whole-number.ts'

/** Whose tokens are trusted, and for what. */
export interface OAuthSettings {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** The claim that names a caller’s realm; undefined: all callers with tokens are of `default`. */
  readonly realmClaim?: string | undefined
}

/** What the settings say of who may call. */
export interface AccessSettings {
  /** ACCESS=open: whoever is on this machine may call, without a key. */
  readonly isOpen: boolean
  readonly host: string
  /** Where the file of keys lies. */
  readonly dataDirectory: string
  readonly oauth: OAuthSettings | undefined
  /** Requests a minute that a caller may send. */
  readonly rateLimit: number
  /** Failed attempts a minute that an address may make. */
  readonly rateLimitFailed: number
  /** Readings a minute of the records of one child that a caller may make. */
  readonly rateLimitSubject: number
}

const perMinute = (standard: number, meaning: string) =>
  wholeNumber(1, 10_000_000).prefault(String(standard)).describe(meaning)

const isLocal = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
const isFetchable = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))
}

/** The variables that say who may call, and how often. */
export const accessVariables = {
  ACCESS: z
    .enum(['keys', 'open'], 'Expected one of: keys, open.')
    .prefault('keys')
    .describe(
      'Who may call: keys, those with a key or a token; open, everybody on this machine, to try the service out. Open goes with a loopback HOST alone, never behind a proxy, and never where there are keys, OAUTH_ settings or records of callers with a key.',
    ),
  DATA_DIR: recordsVariables.DATA_DIR,
  OAUTH_ISSUER: z.string().optional().describe('Whose OAuth 2.0 tokens (JWT) are trusted: their claim “iss”.'),
  OAUTH_AUDIENCE: z.string().optional().describe('For whom the tokens must be meant: their claim “aud”.'),
  OAUTH_JWKS_URL: z
    .string()
    .refine(isFetchable, 'Expected: an address with https.')
    .optional()
    .describe('Where the public keys of the issuer of tokens are. All three OAUTH_ variables go together.'),
  OAUTH_REALM_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'Expected: the name of a claim.')
    .optional()
    .describe(
      'The claim of a token that names its realm. A token without it, or with another than the name of a realm, is refused. Left out: all tokens are of the realm default.',
    ),
  RATE_LIMIT: perMinute(6_000, 'How many requests a minute one caller may send. A batch counts as one.'),
  RATE_LIMIT_FAILED: perMinute(30, 'How many requests a minute without a good key an address may send.'),
  RATE_LIMIT_SUBJECT: perMinute(
    120,
    'How many times a minute one caller may read records of one child, so that nobody finds out by probing.',
  ),
}

type Read = z.output<z.ZodObject<typeof accessVariables>>
const together = ['OAUTH_ISSUER', 'OAUTH_AUDIENCE', 'OAUTH_JWKS_URL'] as const

const openBesideTokens: Issue = {
  code: 'not-allowed-here',
  pointer: '/ACCESS',
  message:
    'ACCESS=open lets everybody on this machine in, and the OAUTH_ settings say that callers need a token. Leave out the one or the other.',
}

/** Half a set of OAuth settings checks half of what it should, so all three are wanted. */
export const oauthIssues = (read: Read): readonly Issue[] => {
  if (read.ACCESS === 'open' && together.some(name => read[name] !== undefined)) return [openBesideTokens]
  const absent = together.filter(name => read[name] === undefined)
  if (absent.length === 0 || absent.length === together.length) return []
  return absent.map(name => ({
    code: 'missing-member',
    pointer: `/${name}`,
    message: `${name} is left out. ${together.join(', ')} go together.`,
  }))
}

export const accessSettingsOf = (read: Read): Omit<AccessSettings, 'host'> => {
  const {
    OAUTH_ISSUER: issuer,
    OAUTH_AUDIENCE: audience,
    OAUTH_JWKS_URL: jwksUrl,
    OAUTH_REALM_CLAIM: realmClaim,
  } = read
  const isComplete = issuer !== undefined && audience !== undefined && jwksUrl !== undefined
  return {
    isOpen: read.ACCESS === 'open',
    dataDirectory: read.DATA_DIR,
    oauth: isComplete ? { issuer, audience, jwksUrl, realmClaim } : undefined,
    rateLimit: read.RATE_LIMIT,
    rateLimitFailed: read.RATE_LIMIT_FAILED,
    rateLimitSubject: read.RATE_LIMIT_SUBJECT,
  }
}
