import { spawn } from 'node:child_process'

/** What git said, or that it said no, or that it is not there. */
export type GitAnswer =
  | { readonly kind: 'said'; readonly bytes: Buffer }
  | { readonly kind: 'failed' }
  | { readonly kind: 'absent' }

type Env = Readonly<Record<string, string | undefined>>

/** Runs git with these words, gives it `input`, and keeps what it says. Nothing is written to the repository. */
export const git = (words: readonly string[], env: Env, input = ''): Promise<GitAnswer> =>
  new Promise(resolve => {
    const child = spawn('git', words, { env: { ...env, GIT_OPTIONAL_LOCKS: '0' }, stdio: ['pipe', 'pipe', 'ignore'] })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stdin.on('error', () => {})
    child.on('error', () => resolve({ kind: 'absent' }))
    child.on('close', code => resolve(code === 0 ? { kind: 'said', bytes: Buffer.concat(parts) } : { kind: 'failed' }))
    child.stdin.end(input)
  })
