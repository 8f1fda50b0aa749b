import { explain } from '@virtual-school/rules'
import type { Command } from 'commander'
import { type RequestOptions, readRequest } from '../../requests/request.ts'
import { openRules } from '../../rules/open-rules.ts'
import { addRequestOptions, detailOf, example, formatOption, fullOption } from '../../terminal/options.ts'
import type { Prompter } from '../../terminal/prompter.ts'
import type { CommandContext } from '../../terminal/terminal.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, remark, type Terminal } from '../../terminal/terminal.ts'
import { interview } from './interview.ts'

interface AskOptions extends RequestOptions {
  readonly format: 'text' | 'json' | 'markdown'
  readonly full?: true
}

/** Adds `ask`: an interview that asks only what can change the answer, and then explains the decision. */
export const addAsk = (program: Command, { terminal, finish }: CommandContext): void => {
  addRequestOptions(
    program
      .command('ask')
      .description('be asked only what can change the answer, and see the decision')
      .argument('<decision>', 'the question, as reduced-timetable'),
  )
    .addOption(formatOption(['text', 'json', 'markdown']))
    .addOption(fullOption())
    .addHelpText('after', example('virtual-school ask reduced-timetable --authority luton'))
    .action(async (decision: string, options: AskOptions) => finish(await ask(decision, options, terminal)))
}

const ask = async (decision: string, options: AskOptions, terminal: Terminal): Promise<ExitCode> => {
  const rules = await openRules(options.rules, terminal)
  if (!rules.ok) return refuse(terminal, rules.issues, options.format)
  const request = await readRequest(rules.value, decision, options, 'full', terminal)
  if (!request.ok) return refuse(terminal, request.issues, options.format)
  const prompter = await choosePrompter(terminal)
  if (prompter === undefined) {
    return refuse(
      terminal,
      [
        {
          code: 'unreadable',
          pointer: '',
          message:
            '“ask” needs a terminal with a person at it. Elsewhere use “decide”; what is missing then stands in “missing”.',
        },
      ],
      options.format,
    )
  }
  const ending = await interview(rules.value, request.value, prompter)
  if (ending.kind === 'refused') return refuse(terminal, ending.issues, options.format)
  if (ending.kind === 'stopped') {
    await remark(terminal, 'Stopped; nothing was decided.')
    return exitCodes.refused
  }
  if (options.format === 'json') await printJson(terminal, ending.decision)
  else
    await print(terminal, explain(rules.value, ending.decision, { format: options.format, ...detailOf(options.full) }))
  return exitCodes.done
}

const choosePrompter = async (terminal: Terminal): Promise<Prompter | undefined> => {
  if (terminal.prompter) return terminal.prompter
  if (!terminal.isTty.stdin || !terminal.isTty.stderr) return undefined
  const { clackPrompter } = await import('./clack.ts')
  return clackPrompter(terminal.stdin, terminal.stderr)
}
