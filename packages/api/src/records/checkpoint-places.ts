import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckpointPlace, SizedCheckpoint } from './checkpoint-copies.ts'
import type { CheckpointCopySettings } from './settings.ts'

const patienceMilliseconds = 5_000
const digits = 12

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Written beside, synced and linked into place: whole or not there, and never in the place of another. */
const putFile = async (directory: string, { size, note }: SizedCheckpoint): Promise<void> => {
  await mkdir(directory, { recursive: true })
  const path = join(directory, `${String(size).padStart(digits, '0')}.checkpoint`)
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`
  const handle = await open(beside, 'wx')
  try {
    await handle.writeFile(note)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(beside, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    // Of one size there is one checkpoint. Another is a log that was put back and went on otherwise.
    if ((await readFile(path, 'utf8')) !== note)
      throw Object.assign(new Error('another of this size'), { name: 'Forked' })
  } finally {
    await unlink(beside)
  }
}

const secrets = new Set(['RECORDS_SECRET', 'DATABASE_URL'])
const withoutSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !secrets.has(name)))

/** What the command says goes nowhere: it may say more than is to be logged. */
const runCommand = (command: string, { note }: SizedCheckpoint): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: withoutSecrets(process.env),
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
export const checkpointPlaces = ({ directory, command }: CheckpointCopySettings): readonly CheckpointPlace[] => [
  ...(directory === undefined
    ? []
    : [{ name: 'directory' as const, put: (one: SizedCheckpoint) => putFile(directory, one) }]),
  ...(command === undefined
    ? []
    : [{ name: 'command' as const, put: (one: SizedCheckpoint) => runCommand(command, one) }]),
]
