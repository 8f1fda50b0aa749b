import {
  isStorageFailed,
  looksLikeLogin,
  openingIssue,
  type Records,
  recordsFromEnvironment,
  type SecondPlaceEvents,
} from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { accepted } from '@virtual-school/rules/internal'
import { type ExitCode, exitCodes, refuse, remark, type Terminal } from '../terminal/terminal.ts'
import { commandVersion } from '../terminal/version.ts'

/** What every command about records takes. */
export interface RecordsOptions {
  readonly data?: string
  readonly actor?: string
  readonly realm?: string
  readonly format: string
}

/** Who acts: this command, which sees every realm, and the person whose reference was given. References are of the realm that is named. */
export const identifyActor = ({ actor, realm }: Pick<RecordsOptions, 'actor' | 'realm'>) => ({
  client: 'local',
  everyRealm: true,
  ...(realm === undefined ? {} : { realm }),
  ...(actor === undefined ? {} : { actor }),
})

const notCopied = 'The checkpoint could not be put into its second place. What was recorded is on disk all the same.'

/** The environment of a command, `--data` winning over DATA_DIR. */
export const addDataDirectory = ({ data }: Pick<RecordsOptions, 'data'>, terminal: Terminal): Terminal['env'] => ({
  ...terminal.env,
  ...(data === undefined ? {} : { DATA_DIR: data }),
})

const open = (options: RecordsOptions, terminal: Terminal): Promise<Checked<Records>> =>
  recordsFromEnvironment(addDataDirectory(options, terminal), {
    engine: commandVersion(),
    mustExist: true,
    surroundings: { now: terminal.now, secondPlaceEvents: reportSecondPlace(terminal) },
  })

/** What goes wrong with the second place of checkpoints, said beside what the command prints. */
export const reportSecondPlace = (terminal: Terminal): SecondPlaceEvents => ({
  copied: () => undefined,
  failed: () => void remark(terminal, notCopied),
  differs: ({ words }, isNew) => {
    if (isNew) void remark(terminal, words)
  },
})

const personal =
  'Note: --actor looks like a login that is made of a name. It stays in the records in clear, for ever: give a staff number.'

/** Says so, if the person who acts is named by a login that tells who it is. */
export const remarkOnActor = async ({ actor }: Pick<RecordsOptions, 'actor'>, terminal: Terminal): Promise<void> => {
  if (actor !== undefined && looksLikeLogin(actor)) await remark(terminal, personal)
}

/**
 * Opens the records that the service uses, does something with them, and closes them in every case. Ends with 2 if they
 * are refused or `act` gives issues, and with 1 if storage fails.
 */
export const withRecords = async (
  options: RecordsOptions,
  terminal: Terminal,
  act: (records: Records) => Promise<Checked<ExitCode>>,
): Promise<ExitCode> => {
  const opened = await open(options, terminal).catch((error: unknown) => reportOpeningFailure(error, options, terminal))
  if (typeof opened === 'number') return opened
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  await remarkOnActor(options, terminal)
  try {
    const done = await act(opened.value)
    return done.ok ? done.value : await refuse(terminal, done.issues, options.format)
  } catch (error) {
    if (!isStorageFailed(error)) throw error
    return reportStorageFailure(terminal)
  } finally {
    await opened.value.close()
  }
}

/** Says why records could not be opened. */
export const reportOpeningFailure = (
  error: unknown,
  options: RecordsOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { message } = openingIssue(error, addDataDirectory(options, terminal))
  return fail(terminal, `${message} Nothing was read and nothing was done.`)
}

/** Says that storage failed, and ends with 1. */
export const reportStorageFailure = (terminal: Terminal): Promise<ExitCode> =>
  fail(terminal, 'Storage failed. What was not recorded was not done, and nothing was shown.')

/** Does something with the records if they can be opened to be added to, and gives what came of it; if not, as for an auditor, nothing is done. */
export const withRecordsIfWritable = async (
  options: RecordsOptions,
  terminal: Terminal,
  act: (records: Records) => Promise<Checked<null>>,
): Promise<Checked<null>> => {
  const opened = await open(options, terminal).catch(() => undefined)
  if (!opened?.ok) return accepted(null)
  try {
    return await act(opened.value)
  } catch (error) {
    if (!isStorageFailed(error)) throw error
    return accepted(null)
  } finally {
    await opened.value.close()
  }
}

const fail = async (terminal: Terminal, text: string): Promise<ExitCode> => {
  await remark(terminal, text)
  return exitCodes.failed
}
