import type { Checked, Issue } from '@virtual-school/rules'
import * as z from 'zod'
import { type AccessSettings, accessSettingsOf, accessVariables, oauthIssues } from './access/settings.ts'
import {
  type ConnectionLimits,
  connectionIssues,
  connectionLimitsOf,
  connectionVariables,
} from './connection-limits.ts'
import type { OverloadLimits } from './operations/gate.ts'
import { keepingVariables, type RecordsSettings, recordsSettingsOf, storageSettingsOf } from './records/settings.ts'
import { wholeNumber } from './whole-number.ts'

const logLevels = ['silent', 'error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What the service is told from outside. Read once, when it starts. */
export interface Settings extends AccessSettings {
  readonly port: number
  /** Where the rules lie; undefined: those published with this version. */
  readonly rulesDirectory: string | undefined
  /** Whether a change of that directory loads them anew. */
  readonly watchesRules: boolean
  /** What share of decisions the second evaluator works out too: 0 none, 1 all. */
  readonly crossCheckShare: number
  readonly logLevel: LogLevel
  /** How many answers are kept for requests that bear an Idempotency-Key. */
  readonly idempotencyKeysCount: number
  readonly overload: OverloadLimits
  readonly connections: ConnectionLimits
  /** Undefined: no records are kept. */
  readonly records: RecordsSettings | undefined
  /** Where the records are, or would be if they were on. */
  readonly storage: RecordsSettings
  /** How long the service says that it is not ready before it takes no more requests. */
  readonly stopNoticeMilliseconds: number
}

const portForm = /^\d{1,5}$/
const sampleForm = /^sample:(0?\.\d+|0|1)$/
const shareOf = (text: string): number =>
  text === 'all' ? 1 : text === 'off' ? 0 : Number(text.slice('sample:'.length))

/** One row a variable: its schema holds its default, what it means and what it may be. */
const variables = {
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
  ...accessVariables,
  ...keepingVariables,
  RULES_DIR: z.string().optional().describe('A directory of rules. Left out: the rules published with this version.'),
  CROSS_CHECK: z
    .string()
    .refine(text => text === 'off' || text === 'all' || sampleForm.test(text), 'Expected: off, all or sample:0.01.')
    .transform(shareOf)
    .prefault('off')
    .describe(
      'Which decisions the second evaluator works out too: off, all, or a share of them such as sample:0.01. Where the two differ the service refuses to answer.',
    ),
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
    .describe('Whether a change of RULES_DIR loads its rules anew: on, off. SIGHUP does so either way.'),
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
const schema = z.object(variables)

/** The environment as settings, or what is wrong with it. A variable that is empty counts as left out. Values are not repeated. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Checked<Settings> => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: read.error.issues.map(asIssue) }
  const issues = [...oauthIssues(read.data), ...connectionIssues(read.data)]
  if (issues.length > 0) return { ok: false, issues }
  if (read.data.RULES_WATCH === 'on' && read.data.RULES_DIR === undefined)
    return { ok: false, issues: [nothingToWatch] }
  return { ok: true, value: asSettings(read.data) }
}

const asSettings = (read: z.infer<typeof schema>): Settings => ({
  port: read.PORT,
  host: read.HOST,
  ...accessSettingsOf(read),
  records: recordsSettingsOf(read),
  storage: storageSettingsOf(read),
  rulesDirectory: read.RULES_DIR,
  watchesRules: read.RULES_WATCH === 'on',
  crossCheckShare: read.CROSS_CHECK,
  logLevel: read.LOG_LEVEL,
  idempotencyKeysCount: read.IDEMPOTENCY_KEYS,
  overload: { delayMilliseconds: read.OVERLOAD_DELAY_MS, inFlightCount: read.OVERLOAD_IN_FLIGHT },
  connections: connectionLimitsOf(read),
  stopNoticeMilliseconds: read.STOP_NOTICE_MS,
})

const nothingToWatch: Issue = {
  code: 'malformed',
  pointer: '/RULES_WATCH',
  message: 'RULES_WATCH cannot be used. It needs RULES_DIR: the rules published with this version never change.',
}

const asIssue = ({ path, message }: z.core.$ZodIssue): Issue => ({
  code: 'malformed',
  pointer: `/${path.join('/')}`,
  message: `${path.join('.')} cannot be used. ${message}`,
})

export interface SettingRow {
  readonly name: string
  readonly default: string
  readonly meaning: string
}

/** Every variable with its default and meaning, for documentation and for `--help`. */
export const settingsTable: readonly SettingRow[] = Object.entries(variables).map(([name, variable]) => ({
  name,
  default: variable instanceof z.ZodPrefault ? String(variable.def.defaultValue) : '',
  meaning: variable.description ?? '',
}))
