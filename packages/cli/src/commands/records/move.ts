import { type MovedDecision, moveDecision } from '@virtual-school/records'
import { accepted, didYouMean } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { count } from '../../terminal/layout.ts'
import { type ExitCode, exitCodes, print, printJson, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'
import { describeRemnants } from './remarks.ts'

type MoveOptions = RecordsOptions & {
  readonly toSubject: string
  readonly reason: string
  readonly yes: boolean
}

/** Adds `records move ID`: a decision that was sent under a wrong reference goes to the right child. Without `--yes` it says what it would do. */
export const addRecordsMove: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'move',
    description: 'move a decision that was sent under a wrong reference to the right child, with all recorded about it',
    examples: [
      'virtual-school records move 019aab00-0000-7000-8000-000000000007 --to-subject case-17 --reason "Sent as case-71." --actor staff-4711 --yes',
    ],
  })
    .argument('<id>', 'the id of the decision')
    .requiredOption('--to-subject <reference>', 'the right child, by the reference that is sent with requests')
    .requiredOption('--reason <text>', 'why, in your own words; it is sealed')
    .option('--yes', 'do it; without this it is only said what would be done', false)
    .action(async (id: string, options: MoveOptions) => finish(await move(id, options, terminal)))
}

const move = (id: string, options: MoveOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const { toSubject, realm, reason, yes } = options
    const moving = { toSubjectRef: toSubject, toRealm: realm, reason, by: identifyActor(options), dryRun: !yes }
    const done = await moveDecision(opened, id, moving)
    if (!done.ok) return done
    if (options.format === 'json') await printJson(terminal, { done: yes, ...done.value })
    else await print(terminal, yes ? movedLine(done.value) : previewLine(done.value, toSubject))
    return accepted(exitCodes.done)
  })

const movedLine = ({ records, swept }: MovedDecision): string =>
  `Moved; ${count(records, 'record')} sealed again, and the old key destroyed.${describeRemnants(swept)}`

const previewLine = ({ decision, recordedAt, realm, along, records, ...target }: MovedDecision, to: string): string =>
  [
    `This would move the decision “${decision}”, recorded on ${recordedAt.slice(0, 10)} (UTC), within the realm ${realm} to the reference ${to}.`,
    along === 0 ? 'No records go along.' : `${count(along, 'record')} about it ${along === 1 ? 'goes' : 'go'} along.`,
    targetWords(target, realm),
    `${count(records, 'record')} would be sealed again, those that share its key.`,
    'Nothing was done: add --yes.',
  ].join(' ')

const targetWords = ({ already, suggestion }: Pick<MovedDecision, 'already' | 'suggestion'>, realm: string): string => {
  if (already === null) return `Nobody has this reference yet in the realm ${realm}.${didYouMean(suggestion)}`
  if (already === 0) return `This reference is known in the realm ${realm}, and nothing is kept by it now.`
  return `This reference has ${count(already, 'decision')} already in the realm ${realm}.`
}
