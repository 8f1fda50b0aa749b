import { type Checked, checkRules, compareWithRelease, type LoadOptions } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Terminal } from '../terminal/terminal.ts'

/** The directory asked for: the option, else `RULES_DIR`; undefined stands for the rules published with this command. */
export const chooseDirectory = (option: string | undefined, terminal: Terminal): string | undefined =>
  option ?? (terminal.env.RULES_DIR || undefined)

/** Opens the rules that were asked for, or gives the issues that they have. `options`: what else of them is wanted. */
export const openRules = (
  option: string | undefined,
  terminal: Terminal,
  options: LoadOptions = {},
): Promise<Checked<Rules>> => checkRules(chooseDirectory(option, terminal), options)

/**
 * Which rules they are, where they came from and, if releases were loaded, how they stand to these: so that nobody mistakes
 * the published ones for an edited copy, nor an edited copy for what was released. `age`: when they were built.
 */
export const describeOrigin = (rules: Rules, directory: string | undefined, age?: string): string => {
  const source = directory === undefined ? 'as published with this command' : `read from ${directory}`
  return `${describeRules(rules)}, ${source}${inBrackets(describeRelease(rules), age)}`
}

/** Version and digest, short. */
export const describeRules = ({ version, digest }: Rules): string => `Rules ${version}, ${digest.slice(0, 19)}…`

/** How rules stand to the release of their version, in words; undefined if their releases are not known. */
export const describeRelease = ({ rulebook }: Rules): string | undefined => {
  if (rulebook.releases.length === 0) return undefined
  const state = compareWithRelease(rulebook)
  if (state.kind === 'released') return 'as released'
  return state.kind === 'edited' ? `edited since ${state.release.version} was released` : 'not released yet'
}

/** What is known of these words, in brackets; nothing if none is. */
export const inBrackets = (...words: readonly (string | undefined)[]): string => {
  const known = words.filter(one => one !== undefined)
  return known.length === 0 ? '' : ` (${known.join(', ')})`
}
