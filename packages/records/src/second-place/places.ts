import { spawn } from 'node:child_process'
import { putFile, type SizedCheckpoint } from './directory.ts'

/** The kinds of second place. */
export type PlaceName = 'directory' | 'command'

/** Puts a checkpoint somewhere else; rejects if it could not. */
export interface CheckpointPlace {
  readonly name: PlaceName
  readonly put: (checkpoint: SizedCheckpoint) => Promise<void>
}

/** Where copies of checkpoints go. */
export interface SecondPlace {
  readonly directory?: string | undefined
  readonly command?: string | undefined
  /** The size of the checkpoint there that the log may differ from, just this once. */
  readonly override?: number | undefined
}

const patienceMilliseconds = 5_000

const secrets = new Set(['RECORDS_SECRET', 'DATABASE_URL', 'PAGES_SECRET', 'PAGES_OIDC_CLIENT_SECRET'])
const dropSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !secrets.has(name)))

/** What the command says goes nowhere: it may say more than is to be logged. */
const runCommand = (command: string, { note }: SizedCheckpoint): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: dropSecrets(process.env),
      timeout: patienceMilliseconds,
      killSignal: 'SIGKILL',
    })
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve() : reject(Object.assign(new Error('the command failed'), { name: 'CommandFailed' })),
    )
    // A command that reads nothing closes its end.
    child.stdin?.on('error', () => {})
    child.stdin?.end(note)
  })

/** The places that the settings name. */
export const listCheckpointPlaces = ({ directory, command }: SecondPlace): readonly CheckpointPlace[] => [
  ...(directory === undefined
    ? []
    : [{ name: 'directory' as const, put: (one: SizedCheckpoint) => putFile(directory, one) }]),
  ...(command === undefined
    ? []
    : [{ name: 'command' as const, put: (one: SizedCheckpoint) => runCommand(command, one) }]),
]
