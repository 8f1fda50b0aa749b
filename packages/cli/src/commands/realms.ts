import { type SplitRealm, splitRealm } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import type { Command } from 'commander'
import { identifyActor, type RecordsOptions, withRecords } from '../records/with-records.ts'
import { count } from '../terminal/layout.ts'
import { example, formatOption } from '../terminal/options.ts'
import { type CommandContext, type ExitCode, exitCodes, print, printJson, type Terminal } from '../terminal/terminal.ts'

type SplitOptions = Omit<RecordsOptions, 'realm'> & {
  readonly client: string
  readonly realm: string
  readonly yes: boolean
}

/** Adds `realms split`: gives what one client recorded before there were realms to another realm. */
export const addRealms = (program: Command, { terminal, finish }: CommandContext): void => {
  const usage = 'virtual-school realms split --client mosaic-luton --realm luton --actor staff-4711 --yes'
  program
    .command('realms')
    .description('keep apart the records of councils and systems that share a service')
    .addHelpText('after', example(usage))
    .command('split')
    .description(
      'give what a client recorded until now, and its keys, to a realm; list references that another sent too',
    )
    .requiredOption('--client <name>', 'the system, as records and keys name it')
    .requiredOption('--realm <name>', 'the realm that it is of from now on, as luton')
    .option('--yes', 'do it; without this it is only said what would be done', false)
    .option('--data <dir>', 'where the service keeps its data; absent: DATA_DIR, or ./data')
    .option('--actor <reference>', 'who orders it: your staff reference, which means nothing to others')
    .addOption(formatOption(['text', 'json']))
    .addHelpText('after', example(usage))
    .action(async (options: SplitOptions) => finish(await split(options, terminal)))
}

const split = (options: SplitOptions, terminal: Terminal): Promise<ExitCode> => {
  const { client, realm, yes, format, ...others } = options
  return withRecords({ ...others, format }, terminal, async records => {
    const done = await splitRealm(records, { client, realm, by: identifyActor(others), dryRun: !yes })
    if (!done.ok) return done
    if (format === 'json') await printJson(terminal, { done: yes, ...done.value })
    else await print(terminal, splitLines(done.value, options).join('\n'))
    return accepted(exitCodes.done)
  })
}

const splitLines = (
  { decisions, moved, shared }: SplitRealm,
  { client, realm, yes }: SplitOptions,
): readonly string[] => [
  `${yes ? 'Given' : 'This would give'} to the realm “${realm}”: ${count(decisions, 'decision')} of the client “${client}”, with the references of ${count(moved, 'child', 'children')}.${yes ? '' : ' Nothing was done: add --yes.'}`,
  ...(shared.length === 0
    ? []
    : [
        `${count(shared.length, 'child has', 'children have')} a reference that another client sent too. Say for each whether it is one child; until then it stays in the realm “default”:`,
        ...shared.map(
          one =>
            `  ${one.subject}: ${Object.entries(one.decisions)
              .map(([name, many]) => `${name} ${many}`)
              .join(', ')}`,
        ),
      ]),
]
