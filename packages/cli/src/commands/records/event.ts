import { addEvent, communicationRoles, communicationWays, type EventMember, eventTypes } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import { identifyActor, type RecordsOptions, withRecords } from '../../records/with-records.ts'
import { type ExitCode, exitCodes, print, type Terminal } from '../../terminal/terminal.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'

interface EventOptions extends RecordsOptions {
  readonly reason?: string
  readonly outcome?: string
  readonly to?: string
  readonly way?: string
  readonly fact?: string
  readonly shouldBe?: string
  readonly replacedBy?: string
}

/** Every member that an event can have: each needs an option. */
type Members = Readonly<Record<EventMember | 'type', unknown>>

/** Adds `records event ID TYPE`: what a person did about a decision. Prints the receipt. */
export const addRecordsEvent: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'event',
    description: 'record what a person did about a decision; prints the receipt',
    examples: ['virtual-school records event 019aab00-0000-7000-8000-000000000007 reviewed --actor staff-4711'],
  })
    .argument('<id>', 'the id of the decision')
    .argument('<type>', eventTypes.join(', '))
    .option('--reason <text>', 'why, in your own words; required unless reviewed or communicated')
    .option('--outcome <answer>', 'overridden: what was decided instead, an answer of the question, or other')
    .option('--to <role>', `communicated: to whom (${communicationRoles.join(', ')})`)
    .option('--way <way>', `communicated: how (${communicationWays.join(', ')})`)
    .option('--fact <fact>', 'contested: the name of the fact that was wrong')
    .option('--should-be <value>', 'contested: what it should be; null: it is not known')
    .option('--replaced-by <id>', 'corrected: the decision that stands in its place')
    .action(async (id: string, type: string, options: EventOptions) => finish(await add(id, type, options, terminal)))
}

const add = (about: string, type: string, options: EventOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const { reason, outcome, to, way, fact, replacedBy } = options
    const shouldBe = options.shouldBe === undefined ? undefined : parseFactValue(options.shouldBe)
    const members = { type, reason, outcome, to, way, fact, shouldBe, replacedBy } satisfies Members
    const given = Object.entries(members).filter(([, value]) => value !== undefined)
    const added = await addEvent(opened, { about, event: Object.fromEntries(given), by: identifyActor(options) })
    if (!added.ok) return added
    const { id, recordedAt, receipt } = added.value
    await print(
      terminal,
      options.format === 'json'
        ? `{"id":"${id}","recordedAt":"${recordedAt}","receipt":${receipt}}`
        : `Recorded as ${id} at ${recordedAt}. Its receipt:\n${receipt}`,
    )
    return accepted(exitCodes.done)
  })

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

/** The value of a fact as it is written on a command line: null, true, false, a whole number, or a text. */
const parseFactValue = (text: string): string | number | boolean | null => {
  if (Object.hasOwn(words, text)) return words[text] ?? null
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}
