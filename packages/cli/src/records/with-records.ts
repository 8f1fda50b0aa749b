import { isStorageFailed, openingIssue, type Records, recordsFromEnvironment } from '@virtual-school/records'
import type { Checked } from '@virtual-school/rules'
import { type ExitCode, exitCodes } from '../exit.ts'
import { refuse } from '../refuse.ts'
import { remark, type Terminal } from '../terminal.ts'
import { version } from '../version.ts'

/** What every command about records takes. */
export interface RecordsOptions {
  readonly data?: string
  readonly actor?: string
  readonly format: string
}

/** Who acts: this command, and the person whose reference was given. */
export const byOf = ({ actor }: Pick<RecordsOptions, 'actor'>) => ({
  client: 'local',
  ...(actor === undefined ? {} : { actor }),
})

const environmentOf = ({ data }: RecordsOptions, terminal: Terminal) => ({
  ...terminal.env,
  ...(data === undefined ? {} : { DATA_DIR: data }),
})

/**
 * Opens the records that the service uses, does something with them, and closes them whatever comes of it. Ends with 2 where
 * they are refused or `act` gives issues, and with 1 where storage fails. `evenUnsound`: a log that is not sound too, for
 * finding out what is wrong with it.
 */
export const withRecords = async (
  options: RecordsOptions,
  terminal: Terminal,
  act: (records: Records) => Promise<Checked<ExitCode>>,
  { evenUnsound = false } = {},
): Promise<ExitCode> => {
  const environment = environmentOf(options, terminal)
  const opening = { engine: version(), mustExist: true, evenUnsound, surroundings: { now: terminal.now } }
  const opened = await recordsFromEnvironment(environment, opening).catch((error: unknown) =>
    said(terminal, `${openingIssue(error, environment).message} Nothing was read and nothing was done.`),
  )
  if (typeof opened === 'number') return opened
  if (!opened.ok) return refuse(terminal, opened.issues, options.format)
  try {
    const done = await act(opened.value)
    return done.ok ? done.value : await refuse(terminal, done.issues, options.format)
  } catch (error) {
    if (!isStorageFailed(error)) throw error
    return said(terminal, 'Storage failed. What was not recorded was not done, and nothing was shown.')
  } finally {
    await opened.value.close()
  }
}

const said = async (terminal: Terminal, text: string): Promise<ExitCode> => {
  await remark(terminal, text)
  return exitCodes.failed
}
