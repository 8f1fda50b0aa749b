import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checked, differenceLines, type Issue, runScenariosSync } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { accepted, oneLine } from '@virtual-school/rules/internal'
import {
  type BlankScenarioFile,
  blankScenarios,
  type MutantText,
  type MutationReport,
  mutationReport,
} from '@virtual-school/verify'
import { chooseDirectory, describeOrigin } from '../../rules/open-rules.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, remark, type Terminal } from '../../terminal/terminal.ts'
import { writeNew } from '../../terminal/write-new.ts'

/**
 * Writes scenarios for a person to finish, each file whole or not at all, and says where. What a person may already have
 * filled in is never written over: such a file is refused.
 */
export const saveScenarios = async (
  directory: string,
  files: readonly BlankScenarioFile[],
): Promise<Checked<readonly string[]>> => {
  const places = files.map(({ path, scenarios }) => ({ file: join(directory, path), scenarios }))
  const taken: Issue[] = []
  for (const { file } of places) if (await isThere(file)) taken.push(alreadyThere(file))
  if (taken.length > 0) return { ok: false, issues: taken }
  for (const { file, scenarios } of places) {
    const $schema = '../../schema/scenarios.schema.json'
    await writeNew(file, `${JSON.stringify({ $schema, scenarios }, null, 2)}\n`)
  }
  return accepted(places.map(one => one.file))
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

const alreadyThere = (file: string): Issue => ({
  code: 'duplicate-name',
  pointer: '',
  file,
  message: 'This file is there already. Finish it, move it or take it away, and save again.',
})

/** What `test --mutate` takes. */
export interface MutateOptions {
  readonly authority?: string
  readonly matching?: string
  readonly gaps: boolean
  readonly saveScenarios?: string
  readonly format: 'text' | 'json'
}

/** Makes small mistakes in the rules, one at a time, and says which of them no scenario notices and some scenario could. */
export const testMutants = async (
  rules: Rules,
  directory: string | undefined,
  options: MutateOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const failed = runScenariosSync(rules).results.filter(one => !one.passed)
  if (failed.length > 0) {
    await remark(
      terminal,
      failed
        .flatMap(differenceLines)
        .map(line => `FAILED ${oneLine(line)}`)
        .join('\n'),
    )
    await remark(terminal, 'Scenarios that fail cannot show that a mistake was noticed. Put these right first.')
    return exitCodes.failed
  }
  const report = await mutationReport(rules, { select: selectMutants(options), progress: tenthsProgress(terminal) })
  if (report.mutantsCount === 0) return refuse(terminal, [nothingSelected], options.format)
  const saved =
    options.saveScenarios === undefined
      ? undefined
      : await saveScenarios(options.saveScenarios, blankScenarios(report.survivors))
  if (saved?.ok === false) return refuse(terminal, saved.issues, options.format)
  const files = saved?.value ?? []
  if (options.format === 'json')
    await printJson(terminal, { version: rules.version, digest: rules.digest, ...report, saved: files })
  else
    await print(
      terminal,
      [describeOrigin(rules, chooseDirectory(directory, terminal)), '', ...reportLines(report, options, files)].join(
        '\n',
      ),
    )
  return report.survivors.length > 0 ? exitCodes.failed : exitCodes.done
}

const nothingSelected: Issue = {
  code: 'unknown-name',
  pointer: '',
  message: 'No mutant of these rules has the text of “--matching” in its name or its words.',
}

const selectMutants =
  ({ authority, matching = '' }: MutateOptions) =>
  ({ layer, id, sentence }: MutantText): boolean =>
    (authority === undefined || layer === authority) &&
    `${id}\n${sentence}`.toLowerCase().includes(matching.toLowerCase())

/** A line for each tenth of the way. */
const tenthsProgress = (terminal: Terminal) => {
  let last = ''
  return (stage: 'running' | 'proving', done: number, total: number): void => {
    const tenth = Math.floor((10 * done) / total)
    const words = stage === 'running' ? 'Running scenarios against mutants' : 'Looking for proof about those unnoticed'
    const line = `${words}: ${tenth * 10}% of ${total.toLocaleString('en-GB')}`
    if (line !== last) terminal.stderr.write(`${line}\n`)
    last = line
  }
}

const reportLines = (
  { mutantsCount, killed, equivalent, survivors, milliseconds }: MutationReport,
  { gaps }: MutateOptions,
  saved: readonly string[],
): readonly string[] => [
  ...(gaps ? equivalent.map(({ mutant }) => `EQUIVALENT ${oneLine(mutant.sentence)} (${mutant.id})`) : []),
  ...survivors.flatMap(({ mutant, witness }) => [
    `SURVIVES ${oneLine(mutant.sentence)} (${mutant.id})`,
    witness === null
      ? '  Whether any case can show it was not found out in time.'
      : `  A scenario of this case would show it. ${oneLine(witness.text)}`,
  ]),
  ...saved.map(file => `Saved ${file}; fill in what is expected.`),
  `${count(mutantsCount, 'mutant')}: ${killed.length.toLocaleString('en-GB')} noticed by a scenario, ${equivalent.length.toLocaleString('en-GB')} proved to answer every request as the rules do, ${survivors.length.toLocaleString('en-GB')} ${survivors.length === 1 ? 'survives' : 'survive'}.`,
  `${seconds(milliseconds.running)} running scenarios, ${seconds(milliseconds.proving)} proving.${gaps || equivalent.length === 0 ? '' : ' --gaps lists what was proved.'}`,
]

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} s`
