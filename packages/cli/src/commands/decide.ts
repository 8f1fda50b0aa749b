import { explain } from '@virtual-school/rules'
import type { JsonOutcome } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { type RequestOptions, readRequest } from '../requests/request.ts'
import { remarkOnRules } from '../rules/checkout.ts'
import { loadEvaluator } from '../rules/evaluator.ts'
import { chooseDirectory, openRules } from '../rules/open-rules.ts'
import {
  addRequestOptions,
  detailOf,
  type Engine,
  engineOption,
  example,
  formatOption,
  fullOption,
  wordOption,
} from '../terminal/options.ts'
import type { CommandContext } from '../terminal/terminal.ts'
import { type ExitCode, exitCodes, print, refuse, type Terminal } from '../terminal/terminal.ts'

interface DecideOptions extends RequestOptions {
  readonly format: 'text' | 'json' | 'markdown'
  readonly engine: Engine
  readonly trace: 'full' | 'none'
  readonly full?: true
}

/** Adds `decide`: one decision, in words or as the library’s own bytes. */
export const addDecide = (program: Command, { terminal, finish }: CommandContext): void => {
  addRequestOptions(
    program
      .command('decide')
      .description('answer one question about one child')
      .argument('<decision>', 'the question, as reduced-timetable'),
  )
    .addOption(formatOption(['text', 'json', 'markdown']))
    .addOption(fullOption())
    .addOption(engineOption())
    .addOption(wordOption('--trace <trace>', 'how much of the evaluation to keep', ['full', 'none']).default('full'))
    .addHelpText(
      'after',
      example(
        'virtual-school decide reduced-timetable --authority luton \\',
        '  --set careStatus=looked-after --set ageYears=14 --set timetableReason=medical --set parentAgrees=unknown',
      ),
    )
    .action(async (decision: string, options: DecideOptions) => finish(await decide(decision, options, terminal)))
}

const decide = async (decision: string, options: DecideOptions, terminal: Terminal): Promise<ExitCode> => {
  const rules = await openRules(options.rules, terminal, { releases: terminal.checkout !== undefined })
  if (!rules.ok) return refuse(terminal, rules.issues, options.format)
  const request = await readRequest(rules.value, decision, options, options.trace, terminal)
  if (!request.ok) return refuse(terminal, request.issues, options.format)
  await remarkOnRules(rules.value, chooseDirectory(options.rules, terminal), terminal)
  const { evaluate, toJson } = await loadEvaluator(rules.value, options.engine)
  if (options.format === 'json') return printJson(await toJson(request.value), terminal)
  const found = await evaluate(request.value)
  if ('issues' in found) return refuse(terminal, found.issues, options.format)
  await print(terminal, explain(rules.value, found, { format: options.format, ...detailOf(options.full) }))
  return exitCodes.done
}

const printJson = async ({ ok, text }: JsonOutcome, terminal: Terminal): Promise<ExitCode> => {
  await print(terminal, text)
  return ok ? exitCodes.done : exitCodes.refused
}
