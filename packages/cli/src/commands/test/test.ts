import {
  coverageLines,
  coverageOf,
  differenceLines,
  type Issue,
  runScenarios,
  type ScenarioReport,
} from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { oneLine } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { loadEvaluator } from '../../rules/evaluator.ts'
import { selectionIssues } from '../../rules/names.ts'
import { chooseDirectory, describeOrigin, openRules } from '../../rules/open-rules.ts'
import { count } from '../../terminal/layout.ts'
import { type Engine, engineOption, example, formatOption } from '../../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse } from '../../terminal/terminal.ts'
import { testMutants } from './mutate.ts'

interface TestOptions {
  readonly authority?: string
  readonly matching?: string
  readonly engine: Engine
  readonly gaps: boolean
  readonly mutate: boolean
  readonly saveScenarios?: string
  readonly format: 'text' | 'json'
}

/** Adds `test`: runs the scenarios that lie beside the rules, and says which broke, why, and what none of them tries. */
export const addTest = (program: Command, { terminal, finish }: CommandContext): void => {
  program
    .command('test')
    .description('run the scenarios of a directory of rules, and say which fail and why')
    .argument('[dir]', 'the directory; absent: the rules published with this command')
    .option('--authority <authority>', 'only its scenarios')
    .option('--matching <text>', 'only scenarios whose name or file holds this text')
    .option('--gaps', 'list every rule, test, requirement and answer that no scenario tries', false)
    .option(
      '--mutate',
      'make small mistakes in the rules, one at a time, and list those that no scenario notices',
      false,
    )
    .option('--save-scenarios <dir>', 'with --mutate: save scenarios that would notice them, for a person to finish')
    .addOption(engineOption())
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      example(
        'virtual-school test rules',
        'virtual-school test rules --authority luton --gaps',
        'virtual-school test rules --mutate --matching luton.sign-off',
      ),
    )
    .action(async (directory: string | undefined, options: TestOptions) =>
      finish(await test(directory, options, terminal)),
    )
}

const test = async (directory: string | undefined, options: TestOptions, terminal: Terminal): Promise<ExitCode> => {
  const opened = await openRules(directory, terminal, { whole: true })
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  const rules = opened.value
  const wrong = optionIssues(rules, options)
  if (wrong.length > 0) return refuse(terminal, wrong, options.format)
  if (options.mutate) return testMutants(rules, directory, options, terminal)
  const { evaluate } = await loadEvaluator(rules, options.engine)
  const report = await runScenarios(rules, { ...selectionGiven(options), evaluate })
  const issues = nothingChosen(options, report)
  if (issues.length > 0) return refuse(terminal, issues, options.format)
  if (options.format === 'json') await printJson(terminal, asData(rules, report))
  else
    await print(
      terminal,
      [describeOrigin(rules, chooseDirectory(directory, terminal)), ...reportLines(rules, report, options)]
        .map(line => line.trimEnd())
        .join('\n'),
    )
  return report.failedCount > 0 ? exitCodes.failed : exitCodes.done
}

const selectionGiven = ({ authority, matching }: TestOptions) => ({
  ...(authority === undefined ? {} : { authority }),
  ...(matching === undefined ? {} : { matching }),
})

const optionIssues = (rules: Rules, { authority, mutate, saveScenarios }: TestOptions): readonly Issue[] => {
  const stray: Issue = { code: 'not-allowed-here', pointer: '', message: '“--save-scenarios” belongs with “--mutate”.' }
  return [
    ...selectionIssues(rules, authority === undefined ? {} : { authority }),
    ...(saveScenarios === undefined || mutate ? [] : [stray]),
  ]
}

/** A selection of nothing would pass without having tried anything. */
const nothingChosen = ({ matching }: TestOptions, { results }: ScenarioReport): readonly Issue[] =>
  results.length > 0 || matching === undefined
    ? []
    : [{ code: 'unknown-name', pointer: '', message: 'No scenario’s name or file holds the text of “--matching”.' }]

const reportLines = (rules: Rules, report: ScenarioReport, { gaps }: TestOptions): readonly string[] => {
  const coverage = coverageLines(coverageOf(rules, report.decisions))
  const failed = report.results.filter(one => !one.passed)
  return [
    '',
    ...coverage.filter(line => gaps || !line.startsWith(' ')),
    ...(gaps ? [] : ['--gaps lists what is not covered.']),
    '',
    ...failed.flatMap(result => [...differenceLines(result).map(line => `FAILED ${oneLine(line)}`), '']),
    failed.length === 0
      ? `${count(report.passedCount, 'scenario')} passed.`
      : `${count(report.passedCount, 'scenario')} passed, ${failed.length} failed.`,
  ]
}

const asData = (rules: Rules, { results, passedCount, failedCount, decisions }: ScenarioReport) => ({
  version: rules.version,
  digest: rules.digest,
  passedCount,
  failedCount,
  results,
  coverage: coverageOf(rules, decisions),
})
