import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Checked, Issue, IssueCode } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'
import { Option } from 'commander'
import type { Terminal } from '../terminal/terminal.ts'
import { chooseDirectory } from './open-rules.ts'

/** `--rules` of a command that writes: never the rules in the command. */
export const writableRulesOption = (): Option =>
  new Option('--rules <dir>', 'the directory of rules; absent: RULES_DIR, or the rules of this checkout')

/** One issue of a command that looks at files. */
export const issueOf = (code: IssueCode, message: string, file?: string): Issue => ({
  code,
  pointer: '',
  ...(file === undefined ? {} : { file }),
  message,
})

/** The directory of rules that a command may write to: the option, else `RULES_DIR`, else that of the checkout. */
export const chooseWritableRules = (option: string | undefined, terminal: Terminal): Checked<string> => {
  const asked = chooseDirectory(option, terminal)
  const directory = asked ?? (terminal.checkout === undefined ? undefined : inWords(join(terminal.checkout, 'rules')))
  if (directory === undefined)
    return refused([
      issueOf(
        'missing-member',
        'Name a directory of rules: those in the command cannot be written. “virtual-school rules copy DIR” makes one of them.',
      ),
    ])
  if (!existsSync(join(directory, 'sources.json')))
    return refused([
      issueOf('missing-file', 'This is no directory of rules: sources.json is expected in it.', directory),
    ])
  return accepted(directory)
}

/** A place as seen from where the command runs. */
export const inWords = (place: string): string => relative('', place) || '.'
