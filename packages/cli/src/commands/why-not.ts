import { oneLine } from '@virtual-school/rules/internal'
import { type WhyNot, whyNot, whyNotLines } from '@virtual-school/verify'
import type { Command } from 'commander'
import { type RequestOptions, readRequest } from '../requests/request.ts'
import { openRules } from '../rules/open-rules.ts'
import { addRequestOptions, example, formatOption, numberOption } from '../terminal/options.ts'
import type { CommandContext, ExitCode, Terminal } from '../terminal/terminal.ts'
import { exitCodes, print, printJson, refuse, remark } from '../terminal/terminal.ts'

interface WhyNotOptions extends RequestOptions {
  readonly wanted: string
  readonly format: 'text' | 'json'
  readonly most: number
  readonly within: number
}

/** Adds `why-not`: what would have to change for another answer, and what forces the present one, both proved. */
export const addWhyNot = (program: Command, { terminal, finish }: CommandContext): void => {
  addRequestOptions(
    program
      .command('why-not')
      .description('prove the smallest changes that give another answer, and what forces the present one')
      .argument('<decision>', 'the question, as reduced-timetable'),
  )
    .requiredOption('--wanted <answer>', 'the answer that is wanted, as permitted')
    .addOption(numberOption('--most <count>', 'how many proposals to print at most', 1, 100).default(8))
    .addOption(
      numberOption('--within <seconds>', 'how long to look; what is open then is undecided', 1, 3600).default(60),
    )
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      example(
        'virtual-school why-not reduced-timetable --authority luton --wanted permitted \\',
        '  --set careStatus=looked-after --set ageYears=14 --set timetableReason=medical --set parentAgrees=false',
      ),
    )
    .action(async (decision: string, options: WhyNotOptions) =>
      finish(await explainWhyNot(decision, options, terminal)),
    )
}

const explainWhyNot = async (decision: string, options: WhyNotOptions, terminal: Terminal): Promise<ExitCode> => {
  const rules = await openRules(options.rules, terminal)
  if (!rules.ok) return refuse(terminal, rules.issues, options.format)
  const request = await readRequest(rules.value, decision, options, 'none', terminal)
  if (!request.ok) return refuse(terminal, request.issues, options.format)
  const found = await whyNot(rules.value, request.value, options.wanted, {
    most: options.most,
    withinMs: options.within * 1000,
    onProgress: what => void remark(terminal, `Looking for ${what}`),
  })
  if ('issues' in found) return refuse(terminal, found.issues, options.format)
  if (options.format === 'json') await printJson(terminal, found satisfies WhyNot)
  else await print(terminal, whyNotLines(rules.value.rulebook, found).map(indented).join('\n'))
  return exitCodes.done
}

const indented = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`
