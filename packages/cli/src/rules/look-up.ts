import type { Issue, IssueCode, LoadOptions } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { example, formatOption, rulesOption } from '../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse } from '../terminal/terminal.ts'
import { unknownName } from './names.ts'
import { openRules } from './open-rules.ts'

/** What was asked: everything, or all that goes by one name. */
interface Asked {
  readonly name: string | undefined
  readonly format: string
  readonly rules?: string
  readonly terminal: Terminal
  /** What else of the rules is wanted. */
  readonly load?: LoadOptions
}

/** One kind of thing that rules hold, and how it is shown. */
interface Kind<T> {
  readonly word: string
  /** The member of the JSON that holds them. */
  readonly member: string
  readonly code: IssueCode
  readonly all: (rules: Rules) => readonly T[]
  readonly idOf: (entry: T) => string
  readonly list: (entries: readonly T[], rules: Rules) => string
  readonly show: (entry: T, rules: Rules) => string
  /** What else may be wrong with what was asked, now that the rules are known. */
  readonly issues?: (rules: Rules) => readonly Issue[]
}

const findIn = (member: string): string => `“virtual-school ${member}” lists what is held.`

/** Lists what the rules hold of a kind, or shows what goes by one name; a name that is not held gets the nearest. */
export const lookUp = async <T>(
  { name, format, rules: directory, terminal, load }: Asked,
  kind: Kind<T>,
): Promise<ExitCode> => {
  const opened = await openRules(directory, terminal, load)
  if (!opened.ok) return refuse(terminal, opened.issues, format)
  const rules = opened.value
  const all = kind.all(rules)
  const found = name === undefined ? all : all.filter(entry => kind.idOf(entry) === name)
  const issues = kind.issues?.(rules) ?? []
  if (issues.length > 0) return refuse(terminal, issues, format)
  if (name !== undefined && found.length === 0)
    return refuse(terminal, [unknownName(kind.code, kind.word, name, all.map(kind.idOf), findIn(kind.member))], format)
  if (format === 'json')
    await printJson(terminal, { version: rules.version, digest: rules.digest, [kind.member]: found })
  else
    await print(
      terminal,
      name === undefined ? kind.list(found, rules) : found.map(entry => kind.show(entry, rules)).join('\n\n'),
    )
  return exitCodes.done
}

/** How a command that lists a kind of thing reads in its help. */
interface Lists<T> {
  readonly description: string
  /** The name that it takes, and what that is, with an example that exists. */
  readonly argument: readonly [name: string, description: string, example: string]
  readonly kind: Kind<T>
  readonly load?: LoadOptions
}

/** Adds a command that lists a kind of thing, named as the member of its JSON, or shows one. */
export const addLookUp = <T>(
  program: Command,
  { terminal, finish }: CommandContext,
  { description, argument: [argument, about, sample], kind, load }: Lists<T>,
): Command =>
  program
    .command(kind.member)
    .description(description)
    .argument(`[${argument}]`, `${about}, as ${sample}`)
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText('after', example(`virtual-school ${kind.member} ${sample}`))
    .action(async (name: string | undefined, options: { readonly format: string; readonly rules?: string }) =>
      finish(await lookUp({ ...options, name, terminal, ...(load && { load }) }, kind)),
    )
