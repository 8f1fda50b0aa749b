import { recordsVariables } from '@virtual-school/records'
import * as z from 'zod'
import { usualLimits } from '../http/server.ts'
import { logLevels } from '../log.ts'
import { isFetchable, wholeNumber } from './kinds.ts'
import { pagesVariables } from './pages-variables.ts'

/** A limit of so many a minute. */
const perMinute = (standard: number, meaning: string) =>
  wholeNumber(1, 10_000_000).prefault(String(standard)).describe(meaning)

/** The variables that say who may call, and how often. */
const accessVariables = {
  ACCESS: z
    .enum(['keys', 'open'], 'Expected one of: keys, open.')
    .prefault('keys')
    .describe(
      'Who may call: keys, those with a key or a token; open, everybody on this machine, to try the service out. Open goes with a loopback HOST alone, never behind a proxy, and never together with keys, OAUTH_ settings or records of callers with a key.',
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
    'How many times a minute one caller may read records of one child, so that nobody finds out anything by trying.',
  ),
}

const { DATA_DIR: _, ...ofRecords } = recordsVariables

/** The variables that say whether decisions are recorded, where, and under what secret. */
const keepingVariables = {
  RECORDS: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('on')
    .describe(
      'Whether decisions are kept: on, off. While they are, none is given out before it is on disk. Off leaves no record of what was answered.',
    ),
  ...ofRecords,
}

const milliseconds = (standard: number, least: number, most: number, meaning: string) =>
  wholeNumber(least, most).prefault(String(standard)).describe(meaning)

/** The variables that say how long callers may take. */
const connectionVariables = {
  KEEP_ALIVE_MS: milliseconds(
    usualLimits.keepAliveMilliseconds,
    1_000,
    3_600_000,
    'How long a connection stays open between two requests, in milliseconds. It has to be longer than a balancer or proxy in front keeps it, which for most is 60 seconds; else requests are lost.',
  ),
  HEADERS_TIMEOUT_MS: milliseconds(
    usualLimits.headersMilliseconds,
    1_000,
    60_000,
    'How long the header of a request may take to arrive, in milliseconds. No longer than REQUEST_TIMEOUT_MS.',
  ),
  REQUEST_TIMEOUT_MS: milliseconds(
    usualLimits.requestMilliseconds,
    1_000,
    300_000,
    'How long a whole request may take to arrive, in milliseconds.',
  ),
  IDLE_MS: milliseconds(
    usualLimits.idleMilliseconds,
    1_000,
    300_000,
    'How long nothing may move on a connection while a request is answered, in milliseconds, as when a caller does not read its answer.',
  ),
  MAX_CONNECTIONS: wholeNumber(10, 100_000)
    .prefault(String(usualLimits.connectionsCount))
    .describe(
      'How many connections one process may have; one more is closed at once. While more than three quarters are open, idle ones are kept for 5 seconds at most.',
    ),
}

/** The address of the service as a browser has it: no query, no name and password. */
const isPublicAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && [search, hash, username, password].every(part => part === '')
}

/** The origin of pages: `https://forms.example.org`, without a path. */
const isOrigin = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text

const splitOrigins = (text: string): readonly string[] => text.split(',').map(one => one.trim())

/** The variables that say how the service looks from outside. */
const outsideVariables = {
  PUBLIC_URL: z
    .string()
    .refine(
      isPublicAddress,
      'Expected: an address with http or https and without a query, as https://council.example/rules.',
    )
    .transform(text => new URL(text).href.replace(/\/+$/, ''))
    .optional()
    .describe(
      'The address at which callers reach the service, with the path that a proxy puts before it, as https://council.example/rules. The types of problems and the links to further pages begin with it. Left out: they begin with “/”, which is right without such a path.',
    ),
  CORS_ORIGINS: z
    .string()
    .refine(
      text => splitOrigins(text).every(isOrigin),
      'Expected: origins with commas between, as https://forms.example.org. No path, no star.',
    )
    .transform(splitOrigins)
    .optional()
    .describe(
      'The origins whose pages may call the service from a browser, with commas between, as https://forms.example.org. They need a key or token as everybody does, unless ACCESS=open. Left out: none.',
    ),
}

const portForm = /^\d{1,5}$/
const sampleForm = /^sample:(0?\.\d+|0|1)$/
const shareOf = (text: string): number =>
  text === 'all' ? 1 : text === 'off' ? 0 : Number(text.slice('sample:'.length))

/** Every variable of the service, a row each: its schema has its default, what it means and what it may be. */
export const variables = {
  PORT: z
    .string()
    .refine(
      text => portForm.test(text) && Number(text) < 65_536,
      'Expected: a port, from 0 (any that is free) to 65535.',
    )
    .transform(Number)
    .prefault('3000')
    .describe('The port that the service listens on.'),
  HOST: z
    .string()
    .prefault('127.0.0.1')
    .describe(
      'The address that the service listens on. The default can be reached from this machine alone; with ACCESS=open, another is refused.',
    ),
  ...outsideVariables,
  ...accessVariables,
  ...keepingVariables,
  RULES_DIR: z.string().optional().describe('A directory of rules. Left out: the rules published with this version.'),
  CROSS_CHECK: z
    .string()
    .refine(text => text === 'off' || text === 'all' || sampleForm.test(text), 'Expected: off, all or sample:0.01.')
    .transform(shareOf)
    .prefault('off')
    .describe(
      'Which decisions the second evaluator works out too: off, all, or a share of them such as sample:0.01. If the two differ, the service refuses to answer.',
    ),
  MCP: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('off')
    .describe(
      'Whether assistants may ask at POST /mcp, by the Model Context Protocol: on, off. What they ask is limited and recorded as at POST /decide. Off: there is no such address.',
    ),
  ...pagesVariables,
  LOG_LEVEL: z
    .enum(logLevels, `Expected one of: ${logLevels.join(', ')}.`)
    .prefault('info')
    .describe(`How much is logged: ${logLevels.join(', ')}. No level ever logs a fact.`),
  IDEMPOTENCY_KEYS: wholeNumber(1, 1_000_000)
    .prefault('10000')
    .describe(
      'How many answers are remembered, for a day and in memory, for requests that bear an Idempotency-Key and are not recorded: refused ones, and all with RECORDS=off. They take 64 MiB together at most.',
    ),
  RULES_WATCH: z
    .enum(['on', 'off'], 'Expected one of: on, off.')
    .prefault('off')
    .describe('Whether a change of RULES_DIR loads its rules again: on, off. SIGHUP does so either way.'),
  OVERLOAD_DELAY_MS: wholeNumber(10, 10_000)
    .prefault('100')
    .describe('How late the event loop may be, in milliseconds, before some requests are turned away with status 503.'),
  OVERLOAD_IN_FLIGHT: wholeNumber(1, 100_000)
    .prefault('200')
    .describe('How many requests may be in progress; one more is turned away with status 503. A batch counts as 25.'),
  ...connectionVariables,
  STOP_NOTICE_MS: wholeNumber(0, 5_000)
    .prefault('1000')
    .describe(
      'How long the service, once told to stop, goes on taking requests while GET /health/ready says 503, so that a load balancer has time to notice.',
    ),
}
