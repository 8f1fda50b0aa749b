import { isStorageFailed, rotateSecret, rotateSigningKey } from '@virtual-school/records'
import { accepted } from '@virtual-school/rules/internal'
import {
  addDataDirectory,
  identifyActor,
  type RecordsOptions,
  reportOpeningFailure,
  reportStorageFailure,
  withRecords,
} from '../../records/with-records.ts'
import { wordArgument } from '../../terminal/options.ts'
import { type ExitCode, exitCodes, print, printJson, refuse, type Terminal } from '../../terminal/terminal.ts'
import { commandVersion } from '../../terminal/version.ts'
import { type AddRecordsCommand, addRecordsCommand } from './options.ts'

type RotateOptions = RecordsOptions & { readonly to?: string }

const keys = ['secret', 'signing-key'] as const

/** Adds `records rotate secret` and `records rotate signing-key`. */
export const addRecordsRotate: AddRecordsCommand = (records, { terminal, finish }) => {
  addRecordsCommand(records, {
    usage: 'rotate',
    description: 'replace the root secret, or the key that signs checkpoints; that is recorded',
    examples: [
      'virtual-school records rotate secret --actor staff-4711',
      'virtual-school records rotate signing-key --actor staff-4711',
    ],
  })
    .addArgument(wordArgument('<key>', 'which', keys))
    .option(
      '--to <file>',
      'secret: a file for the new one, which is put nowhere else then; needed beside RECORDS_SECRET',
    )
    .action(async (key: string, options: RotateOptions) =>
      finish(await (key === 'secret' ? secret(options, terminal) : signingKey(options, terminal))),
    )
}

const secret = async (options: RotateOptions, terminal: Terminal): Promise<ExitCode> => {
  const rotation = {
    engine: commandVersion(),
    by: identifyActor(options),
    to: options.to,
    surroundings: { now: terminal.now },
  }
  const done = await rotateSecret(addDataDirectory(options, terminal), rotation).catch((error: unknown) =>
    isStorageFailed(error) ? reportStorageFailure(terminal) : reportOpeningFailure(error, options, terminal),
  )
  if (typeof done === 'number') return done
  if (!done.ok) return refuse(terminal, done.issues, options.format)
  const { file, old } = done.value
  if (options.format === 'json') await printJson(terminal, done.value)
  else await print(terminal, `${old === null ? newSecret(file) : replaced(file, old)} ${afterwards}`)
  return exitCodes.done
}

const newSecret = (file: string): string =>
  `The new root secret is in ${file}. Put it where the service reads its secret, in place of the old one, before it is started again.`

const replaced = (file: string, old: string): string =>
  `The new root secret is in ${file}; the old one was put aside as ${old}. Destroy that once no backup of the keys is left that was made before.`

const afterwards =
  'Services that run go on until they are started again. Other machines of this service need the new secret too.'

const signingKey = (options: RotateOptions, terminal: Terminal): Promise<ExitCode> =>
  withRecords(options, terminal, async opened => {
    const done = await rotateSigningKey(opened, identifyActor(options))
    if (!done.ok) return done
    if (options.format === 'json') await printJson(terminal, done.value)
    else
      await print(
        terminal,
        `The log is signed by a new key from now on:\n${done.value.to}\nGive it to everybody who checks receipts, beside the old one: “virtual-school records checkpoint --key” prints both.`,
      )
    return accepted(exitCodes.done)
  })
