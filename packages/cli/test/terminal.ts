import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type ExitCode, run, type Terminal } from '../src/index.ts'

export const fixtureRules = fileURLToPath(new URL('./fixtures/rules', import.meta.url))

/** Keeps all that is written to it. */
export const sink = (): { readonly stream: Writable; readonly text: () => string } => {
  const parts: Buffer[] = []
  const stream = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(parts).toString('utf8') }
}

export interface Ran {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

type Given = Partial<Omit<Terminal, 'stdin' | 'stdout' | 'stderr'>> & { readonly stdin?: string | Readable }

/** Runs one command line in this process. Its rules are those of the fixture unless `env` says otherwise. */
export const runCli = async (argv: readonly string[], { stdin = '', ...given }: Given = {}): Promise<Ran> => {
  const [stdout, stderr] = [sink(), sink()]
  Object.assign(stderr.stream, { isTTY: given.isTty?.stderr === true })
  const code = await run(argv, {
    env: { RULES_DIR: fixtureRules },
    now: () => new Date('2026-11-22T12:00:00Z'),
    isTty: { stdin: false, stdout: false, stderr: false },
    ...given,
    stdin: typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}
