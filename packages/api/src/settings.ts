import type { Checked, Issue } from '@virtual-school/rules'
import * as z from 'zod'
import { type AccessSettings, accessSettingsOf, accessVariables, oauthIssues } from './access/settings.ts'

const logLevels = ['silent', 'error', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What the service is told from outside. Read once, when it starts. */
export interface Settings extends AccessSettings {
  readonly port: number
  /** Where the rules lie; undefined: those published with this version. */
  readonly rulesDirectory: string | undefined
  /** What share of decisions the second evaluator works out too: 0 none, 1 all. */
  readonly crossCheckShare: number
  readonly logLevel: LogLevel
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
      'The address that the service listens on. The default can be reached from this machine alone; another is refused until there are keys or OAUTH_ settings.',
    ),
  ...accessVariables,
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
}
const schema = z.object(variables)

/** The environment as settings, or what is wrong with it. A variable that is empty counts as left out. Values are not repeated. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Checked<Settings> => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, issues: read.error.issues.map(asIssue) }
  const issues = oauthIssues(read.data)
  if (issues.length > 0) return { ok: false, issues }
  const { PORT, HOST, RULES_DIR, CROSS_CHECK, LOG_LEVEL } = read.data
  return {
    ok: true,
    value: {
      port: PORT,
      host: HOST,
      ...accessSettingsOf(read.data),
      rulesDirectory: RULES_DIR,
      crossCheckShare: CROSS_CHECK,
      logLevel: LOG_LEVEL,
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
