import type { recordsVariables } from '@virtual-school/records'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import * as z from 'zod'
import type { ConnectionLimits } from '../http/server.ts'
import type { LogLevel } from '../log.ts'
import { pagesIssues } from './pages-issues.ts'
import { type PagesSettings, pagesSettings } from './pages-settings.ts'
import { variables } from './variables.ts'

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
  /** ACCESS=open: everybody on this machine may call, without a key. */
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

/** Where decisions are recorded, and where copies of checkpoints go. */
export interface RecordingSettings {
  /** The variables of the records as the environment has them. Two of them are secret. */
  readonly environment: Readonly<Partial<Record<keyof typeof recordsVariables, string | undefined>>>
}

/** How much work there may be before requests are turned away. */
export interface OverloadLimits {
  /** How late the event loop may be before requests are turned away. */
  readonly delayMilliseconds: number
  /** How many requests may be in progress. */
  readonly inFlightCount: number
}

/** Everything that the environment says to the service. Read once, when it starts. */
export interface Settings extends AccessSettings {
  readonly port: number
  /** The address at which callers reach the service, without a slash at its end; undefined: not said. */
  readonly publicUrl: string | undefined
  /** The origins whose pages may call the service from a browser. */
  readonly origins: readonly string[]
  /** Where the rules lie; undefined: those published with this version. */
  readonly rulesDirectory: string | undefined
  /** Whether a change of that directory loads them again. */
  readonly watchesRules: boolean
  /** The share of decisions that the second evaluator works out too, from 0 (none) to 1 (all). */
  readonly crossCheckShare: number
  /** Whether assistants may ask by the Model Context Protocol. */
  readonly mcp: boolean
  /** Undefined: there are no pages for people. */
  readonly pages: PagesSettings | undefined
  readonly logLevel: LogLevel
  /** How many answers are remembered for requests with an Idempotency-Key. */
  readonly idempotencyKeysCount: number
  readonly overload: OverloadLimits
  readonly connections: ConnectionLimits
  /** Undefined: no records are kept. */
  readonly records: RecordingSettings | undefined
  /** Where the records are, or would be if they were on. */
  readonly storage: RecordingSettings
  /** How long the service says that it is not ready before it takes no more requests. */
  readonly stopNoticeMilliseconds: number
}

const schema = z.object(variables)
type Read = z.output<typeof schema>

/**
 * Reads the environment: settings, or an issue for each variable that is wrong. An empty variable counts as left out. Issues
 * name the variable and never repeat its value.
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Checked<Settings> => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: read.error.issues.map(asIssue) }
  const issues = [...oauthIssues(read.data), ...pagesIssues(read.data), ...connectionIssues(read.data)]
  if (issues.length > 0) return { ok: false, issues }
  if (read.data.RULES_WATCH === 'on' && read.data.RULES_DIR === undefined) return refused([nothingToWatch])
  return accepted(asSettings(read.data))
}

const asSettings = (read: Read): Settings => ({
  port: read.PORT,
  publicUrl: read.PUBLIC_URL,
  origins: read.CORS_ORIGINS ?? [],
  host: read.HOST,
  ...accessSettings(read),
  records: read.RECORDS === 'off' ? undefined : recordsSettings(read),
  storage: recordsSettings(read),
  rulesDirectory: read.RULES_DIR,
  watchesRules: read.RULES_WATCH === 'on',
  crossCheckShare: read.CROSS_CHECK,
  mcp: read.MCP === 'on',
  pages: read.PAGES === 'off' ? undefined : pagesSettings(read),
  logLevel: read.LOG_LEVEL,
  idempotencyKeysCount: read.IDEMPOTENCY_KEYS,
  overload: { delayMilliseconds: read.OVERLOAD_DELAY_MS, inFlightCount: read.OVERLOAD_IN_FLIGHT },
  connections: {
    keepAliveMilliseconds: read.KEEP_ALIVE_MS,
    headersMilliseconds: read.HEADERS_TIMEOUT_MS,
    requestMilliseconds: read.REQUEST_TIMEOUT_MS,
    idleMilliseconds: read.IDLE_MS,
    connectionsCount: read.MAX_CONNECTIONS,
  },
  stopNoticeMilliseconds: read.STOP_NOTICE_MS,
})

const accessSettings = (read: Read): Omit<AccessSettings, 'host'> => {
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

/** Where the records are, or would be if they were on. The keys of callers are there too. */
const recordsSettings = (read: Read): RecordingSettings => {
  const { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE } = read
  const { REQUIRE_ACTOR, FOUR_EYES } = read
  const { CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE } = read
  const copies = { CHECKPOINT_DIR, CHECKPOINT_COMMAND, CHECKPOINT_OVERRIDE: CHECKPOINT_OVERRIDE?.toString() }
  const people = { REQUIRE_ACTOR, FOUR_EYES }
  return {
    environment: { DATA_DIR, DATABASE_URL, RECORDS_NAME, RECORDS_SECRET, RECORDS_SECRET_FILE, ...people, ...copies },
  }
}

const asIssue = ({ path, message }: z.core.$ZodIssue): Issue => ({
  code: 'malformed',
  pointer: `/${path.join('/')}`,
  message: `${path.join('.')} cannot be used. ${message}`,
})

const nothingToWatch: Issue = {
  code: 'malformed',
  pointer: '/RULES_WATCH',
  message: 'RULES_WATCH cannot be used. It needs RULES_DIR: the rules published with this version never change.',
}

const openBesideTokens: Issue = {
  code: 'not-allowed-here',
  pointer: '/ACCESS',
  message:
    'ACCESS=open lets everybody on this machine in, and the OAUTH_ settings say that callers need a token. Leave out the one or the other.',
}

const together = ['OAUTH_ISSUER', 'OAUTH_AUDIENCE', 'OAUTH_JWKS_URL'] as const

/** A part of the OAuth settings would check a part of what it should, so all three are required. */
const oauthIssues = (read: Read): readonly Issue[] => {
  if (read.ACCESS === 'open' && together.some(name => read[name] !== undefined)) return [openBesideTokens]
  const absent = together.filter(name => read[name] === undefined)
  if (absent.length === 0 || absent.length === together.length) return []
  return absent.map(name => ({
    code: 'missing-member',
    pointer: `/${name}`,
    message: `${name} is left out. ${together.join(', ')} go together.`,
  }))
}

/** A header must not be allowed more time than the request that it is part of. */
const connectionIssues = (read: Read): readonly Issue[] =>
  read.HEADERS_TIMEOUT_MS <= read.REQUEST_TIMEOUT_MS
    ? []
    : [
        {
          code: 'malformed',
          pointer: '/HEADERS_TIMEOUT_MS',
          message: 'HEADERS_TIMEOUT_MS cannot be used. Expected: no more than REQUEST_TIMEOUT_MS.',
        },
      ]

/** One row of `settingsTable`. */
export interface SettingRow {
  readonly name: string
  /** Empty: the variable has no default. */
  readonly default: string
  readonly meaning: string
}

/** Every variable with its default and meaning, for the documentation and for `--help`. */
export const settingsTable: readonly SettingRow[] = Object.entries(variables).map(([name, variable]) => ({
  name,
  default: variable instanceof z.ZodPrefault ? String(variable.def.defaultValue) : '',
  meaning: variable.description ?? '',
}))
