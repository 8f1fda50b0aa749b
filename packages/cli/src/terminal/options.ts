import { didYouMean, nearest } from '@virtual-school/rules/internal'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'

/** An option that takes one of a few words; a mistyped one gets the nearest. */
export const wordOption = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, `${description} (${words.join(', ')})`).argParser(word => {
    if (words.includes(word)) return word
    throw new InvalidArgumentError(`Permitted: ${words.join(', ')}.${didYouMean(nearest(word, words))}`)
  })

/** An argument that is one of a few words; a mistyped one gets the nearest. */
export const wordArgument = (name: string, description: string, words: readonly string[]): Argument =>
  new Argument(name, `${description} (${words.join(', ')})`).argParser(word => {
    if (words.includes(word)) return word
    throw new InvalidArgumentError(`Permitted: ${words.join(', ')}.${didYouMean(nearest(word, words))}`)
  })

/** An option that takes a whole number. */
export const numberOption = (flags: string, description: string, least: number, most: number): Option =>
  new Option(flags, description).argParser(word => {
    const found = /^\d{1,6}$/.test(word) ? Number(word) : Number.NaN
    if (found >= least && found <= most) return found
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is expected.`)
  })

/** `--format`: the first of these words unless another is given. */
export const formatOption = (words: readonly string[]): Option =>
  wordOption('--format <format>', 'how to print', words).default(words[0])

/** `--rules`: a directory instead of the rules in the command. */
export const rulesOption = (): Option =>
  new Option('--rules <dir>', 'a directory of rules, instead of those published with this command')

const engines = ['compiled', 'json-rules-engine'] as const
/** The name of an evaluator. */
export type Engine = (typeof engines)[number]
/** `--engine`: the compiled evaluator unless another is given. */
export const engineOption = (): Option =>
  wordOption('--engine <engine>', 'which evaluator', engines).default('compiled')

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** `--set`, as often as there are facts to give. */
export const setOption = (description: string): Option =>
  new Option('--set <fact=value>', description).argParser(collect)

/** The options that make up a request. */
export const addRequestOptions = (command: Command): Command =>
  command
    .option('--authority <authority>', 'whose rules; absent: national rules alone')
    .option('--as-of <date>', 'the day whose law applies, as 2026-11-22; absent: today in England')
    .option('--facts <json>', 'the facts as a JSON object, @FILE to read a file, - to read stdin')
    .addOption(setOption('one fact; may be repeated; wins over --facts; null: asked, not known'))
    .addOption(rulesOption())

/** Command lines to show at the end of a help text. */
export const example = (...lines: readonly string[]): string =>
  `\nExample:\n${lines.map(line => `  ${line}`).join('\n')}\n`

/** “--full”, of commands that explain a decision on one screen. */
export const fullOption = (): Option =>
  new Option(
    '--full',
    'every rule with its source, and how it was worked out, instead of one screen; JSON is always full',
  )

/** How much of a decision is explained, and where the rest is said to be. */
export const detailOf = (isFull: true | undefined) => ({ detail: isFull ? 'full' : 'short', rest: '--full' }) as const
