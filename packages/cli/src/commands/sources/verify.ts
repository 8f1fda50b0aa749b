import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DocumentReport, type Issue, type PassageFinding, verifyDocument } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { oneLine } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { openRules } from '../../rules/open-rules.ts'
import { count } from '../../terminal/layout.ts'
import { example, formatOption, rulesOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse } from '../../terminal/terminal.ts'

interface VerifyOptions {
  readonly documents: string
  readonly uncovered: boolean
  readonly format: string
  readonly rules?: string
}

/** Adds `sources verify`: holds the documents that somebody has against the passages that the rules cite. */
export const addSourcesVerify = (sources: Command, { terminal, finish }: CommandContext): void => {
  sources
    .command('verify')
    .description('check that every cited passage still stands in the documents, and that the register misses no word')
    .requiredOption('--documents <dir>', 'where the documents lie, as text, under the names that the sources give')
    .option('--uncovered', 'list the sentences with must, should, only, always or never that no rule cites', false)
    .addOption(formatOption(['text', 'json']))
    .addOption(rulesOption())
    .addHelpText('after', example('virtual-school sources verify --documents guidance --uncovered'))
    .action(async (_: unknown, command: Command) =>
      finish(await verify(command.optsWithGlobals<VerifyOptions>(), terminal)),
    )
}

const verify = async (options: VerifyOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(options.rules, terminal, { whole: true })
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const { reports, absent } = await verifyDocuments(opened.value, options.documents)
  if (reports.length === 0) return refuse(terminal, [nothingHeld(options.documents, absent)], options.format)
  const isSound = reports.every(({ passages, unregistered }) => passages.every(isFound) && unregistered.length === 0)
  if (options.format === 'json') await printJson(terminal, { isSound, absent, documents: reports })
  else
    await print(terminal, [...reports.flatMap(one => reportLines(one, options)), ...absent.map(absentLine)].join('\n'))
  return isSound ? exitCodes.done : exitCodes.failed
}

const verifyDocuments = async (
  rules: Rules,
  directory: string,
): Promise<{ reports: readonly DocumentReport[]; absent: readonly string[] }> => {
  const reports: DocumentReport[] = []
  const absent: string[] = []
  for (const { id, document } of rules.sources) {
    if (document === undefined) continue
    const text = await readFile(join(directory, document), 'utf8').catch(() => undefined)
    if (text === undefined) absent.push(document)
    else reports.push(verifyDocument(rules, id, text))
  }
  return { reports, absent }
}

const nothingHeld = (directory: string, absent: readonly string[]): Issue => ({
  code: 'missing-file',
  pointer: '',
  file: directory,
  message: `None of the documents lies here. Expected: ${absent.length === 0 ? 'none, as no source names a document' : absent.join(', ')}.`,
})

const absentLine = (document: string): string => `${document}: not there, so nothing of it was checked.`

/** Words that stand in another place are there all the same. */
const isFound = ({ state }: PassageFinding): boolean => state === 'found' || state === 'moved'

const stateWords = ({ state, place }: PassageFinding): string =>
  ({
    found: 'found',
    moved: `moved, now ${place}`,
    changed: 'changed: other words stand there now',
    gone: 'gone: the words stand nowhere any more',
  })[state]

const reportLines = (
  { source, passages, unregistered, uncited }: DocumentReport,
  { uncovered }: VerifyOptions,
): readonly string[] => {
  const lost = passages.filter(one => !isFound(one))
  const astray = passages.filter(one => one.state !== 'found')
  const moved = astray.length - lost.length
  const inAll = `${passages.length - lost.length} of ${count(passages.length, 'passage')} found`
  return [
    `${source}: ${inAll}${moved === 0 ? '' : `, ${moved} of them in another place`}.`,
    ...astray.map(one => `  ${one.locator}: ${stateWords(one)}. Cited by ${one.by.join(', ')}.`),
    ...unregistered.map(({ line, text }) => `  line ${line}: in no entry of the register: “${oneLine(text)}”`),
    ...(uncovered
      ? uncited.map(
          ({ line, text, register }) =>
            `  line ${line}: cited by no rule${register === null ? '' : `; in the register as ${register.class}${register.reason === null ? '' : `: ${register.reason}`}`} “${oneLine(text)}”`,
        )
      : []),
    ...(astray.length === 0 ? [] : [`  “virtual-school register update ${source}” writes the new places.`]),
  ]
}
