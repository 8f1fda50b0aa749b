import type { Rules } from '@virtual-school/rules'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { count } from '../layout.ts'
import { example, formatOption } from '../options.ts'
import { refuse } from '../refuse.ts'
import { directoryOf, openRules, originOf } from '../rules-of.ts'
import { print, printJson, type Terminal } from '../terminal.ts'

interface CheckOptions {
  readonly format: 'text' | 'json'
}

/** Adds `check`: refuses a malformed directory of rules with every issue at once; says what it read of a sound one. */
export const addCheck = (program: Command, { terminal, finish }: Context): void => {
  program
    .command('check')
    .description('check that a directory of rules is well formed')
    .argument('[dir]', 'the directory; absent: the rules published with this command')
    .addOption(formatOption(['text', 'json']))
    .addHelpText('after', example('virtual-school check rules'))
    .action(async (directory: string | undefined, options: CheckOptions) =>
      finish(await check(directory, options, terminal)),
    )
}

const check = async (
  directory: string | undefined,
  { format }: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const rules = await openRules(directory, terminal, { whole: true })
  if (!rules.ok) return refuse(terminal, rules.issues, format)
  const counts = countsOf(rules.value)
  if (format === 'json') await printJson(terminal, { version: rules.value.version, digest: rules.value.digest, counts })
  else
    await print(
      terminal,
      `${originOf(rules.value, directoryOf(directory, terminal))}: well formed.\n${inWords(counts)}.`,
    )
  return exitCodes.done
}

type Counts = Readonly<
  Record<
    | 'authorities'
    | 'codeSets'
    | 'decisions'
    | 'definitions'
    | 'facts'
    | 'invariants'
    | 'readings'
    | 'rules'
    | 'scenarios'
    | 'sentences'
    | 'sources',
    number
  >
>

const countsOf = ({ rulebook, ...rules }: Rules): Counts => {
  const authorities = [...rulebook.authorities.values()]
  // An authority’s definitions and readings include the nation’s; each counts once.
  const distinct = (of: (authority: (typeof authorities)[number]) => Iterable<unknown>): number =>
    new Set(authorities.flatMap(one => [...of(one)])).size
  return {
    authorities: authorities.length,
    codeSets: rulebook.codeSets.size,
    decisions: rules.decisions.length,
    definitions: distinct(one => one.definitions.values()),
    facts: rules.facts.length,
    invariants: rulebook.invariants.length,
    readings: distinct(one => one.readings.values()),
    rules: rules.rules.length,
    scenarios: authorities.reduce((sum, one) => sum + one.scenarios.length, 0),
    sentences: authorities.reduce((sum, one) => sum + (one.register?.entries.length ?? 0), 0),
    sources: rules.sources.length,
  }
}

const inWords = (counts: Counts): string =>
  [
    count(counts.rules, 'rule'),
    count(counts.authorities, 'authority', 'authorities'),
    count(counts.decisions, 'decision'),
    count(counts.facts, 'fact'),
    count(counts.definitions, 'definition'),
    count(counts.readings, 'reading'),
    count(counts.sources, 'source'),
    count(counts.scenarios, 'scenario'),
    ...(counts.sentences === 0 ? [] : [count(counts.sentences, 'sentence in registers', 'sentences in registers')]),
    ...(counts.invariants === 0 ? [] : [count(counts.invariants, 'invariant')]),
    ...(counts.codeSets === 0 ? [] : [count(counts.codeSets, 'code set')]),
  ].join(', ')
