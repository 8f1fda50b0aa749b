import { type Checked, checkRules, type LoadOptions, type Rules } from '@virtual-school/rules'
import type { Terminal } from './terminal.ts'

/** The directory asked for: the option, else `RULES_DIR`; undefined stands for the rules published with this command. */
export const directoryOf = (option: string | undefined, terminal: Terminal): string | undefined =>
  option ?? (terminal.env.RULES_DIR || undefined)

export const openRules = (
  option: string | undefined,
  terminal: Terminal,
  options: LoadOptions = {},
): Promise<Checked<Rules>> => checkRules(directoryOf(option, terminal), options)

/** Which rules they are and where they came from, so that nobody mistakes the published ones for an edited copy. */
export const originOf = (rules: Rules, directory: string | undefined): string =>
  `Rules ${rules.version}, ${rules.digest.slice(0, 19)}…, ${directory === undefined ? 'as published with this command' : `read from ${directory}`}`
