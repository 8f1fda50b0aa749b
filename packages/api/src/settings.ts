import type { Checked, Issue } from '@virtual-school/rules'
import * as z from 'zod'

const logLevels = ['silent', 'error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What the service is told from outside. Read once, when it starts. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** Where the rules lie; undefined: those published with this version. */
  readonly rulesDirectory: string | undefined
  /** What share of decisions the second evaluator works out too: 0 none, 1 all. */
  readonly crossCheckShare: number
  readonly logLevel: LogLevel
  /** How many answers are kept for requests that bear an Idempotency-Key. */
  readonly idempotencyKeysCount: number
}

const portForm = /^\d{1,5}$/
const keysForm = /^[1-9]\d{0,6}$/
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
    .describe('The address that the service listens on. The default can be reached from this machine alone.'),
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
  IDEMPOTENCY_KEYS: z
    .string()
    .refine(text => keysForm.test(text), 'Expected: a whole number from 1 to 9999999.')
    .transform(Number)
    .prefault('10000')
    .describe(
      'How many answers are kept, for a day and in memory, for requests that bear an Idempotency-Key. They take 64 MiB together at most.',
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
  const { PORT, HOST, RULES_DIR, CROSS_CHECK, LOG_LEVEL, IDEMPOTENCY_KEYS } = read.data
  return {
    ok: true,
    value: {
      port: PORT,
      host: HOST,
      rulesDirectory: RULES_DIR,
      crossCheckShare: CROSS_CHECK,
      logLevel: LOG_LEVEL,
      idempotencyKeysCount: IDEMPOTENCY_KEYS,
    },
  }
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
