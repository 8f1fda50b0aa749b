import type { Issue, IssueCode } from '@virtual-school/rules'
import { capital, nearest, withSuggestion } from '@virtual-school/rules/internal'
import type { CommanderError } from 'commander'

const codes: Readonly<Record<string, IssueCode>> = {
  'commander.unknownOption': 'unknown-member',
  'commander.unknownCommand': 'unknown-word',
  'commander.missingArgument': 'missing-member',
  'commander.optionMissingArgument': 'missing-member',
  'commander.invalidArgument': 'unknown-word',
  'commander.excessArguments': 'too-many',
}

/** What commander found wrong with the command line, in this project’s words. */
export const usageIssue = (error: CommanderError): Issue => {
  const [said = '', hint = ''] = error.message.replace(/^error: /, '').split('\n')
  const suggestion = /^\(Did you mean (.+)\?\)$/.exec(hint)?.[1]
  const quoted = said.replaceAll(/'([^']*)'/g, '“$1”').replace(/[.:]?$/, said.endsWith('?') ? '' : '.')
  const issue: Issue = {
    code: codes[error.code] ?? 'malformed',
    pointer: '',
    message: capital(quoted),
  }
  return withSuggestion(issue, suggestion)
}

/** Of a command that does not exist, in the words that it gets when it is called. */
export const unknownCommand = (name: string, known: readonly string[]): Issue => {
  const message = `Unknown command “${name.slice(0, 80)}”.`
  return withSuggestion({ code: 'unknown-word', pointer: '', message }, nearest(name, known))
}

/** The format asked for, read from a command line that may be wrong elsewhere. */
export const findFormat = (argv: readonly string[]): string => {
  const at = argv.lastIndexOf('--format')
  return (
    argv.findLast(word => word.startsWith('--format='))?.slice('--format='.length) ??
    (at < 0 ? undefined : argv[at + 1]) ??
    'text'
  )
}
