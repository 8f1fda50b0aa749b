import { spawn } from 'node:child_process'
import type { Checked, Issue } from '@virtual-school/rules'
import { accepted, refused } from '@virtual-school/rules/internal'

/** What git said, or that it said no, or that it is not there. */
export type GitAnswer =
  | { readonly kind: 'said'; readonly bytes: Buffer }
  | { readonly kind: 'failed' }
  | { readonly kind: 'absent' }

type Env = Readonly<Record<string, string | undefined>>

/** Runs git with these words, gives it `input`, and keeps what it says. Nothing is written to the repository. */
export const runGit = (words: readonly string[], env: Env, input = ''): Promise<GitAnswer> =>
  new Promise(resolve => {
    const child = spawn('git', words, { env: { ...env, GIT_OPTIONAL_LOCKS: '0' }, stdio: ['pipe', 'pipe', 'ignore'] })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stdin.on('error', () => {})
    child.on('error', () => resolve({ kind: 'absent' }))
    child.on('close', code => resolve(code === 0 ? { kind: 'said', bytes: Buffer.concat(parts) } : { kind: 'failed' }))
    child.stdin.end(input)
  })

/** A file of the rules as a commit has it. */
export interface FileAtRef {
  /** Inside the rules, with `/`. */
  readonly path: string
  readonly bytes: Buffer
}

/** `HEAD~1`, `main:packages/rules`: a commit and, if it is named, the folder of the rules from the root of the repository. */
const parseSpec = (spec: string): { ref: string; folders: readonly string[] } => {
  const at = spec.indexOf(':')
  const [ref, folder] = at < 0 ? [spec, undefined] : [spec.slice(0, at), spec.slice(at + 1)]
  return { ref, folders: folder === undefined ? ['rules', ''] : [folder.replaceAll(/^\.?\/+|\/+$/g, '')] }
}

/**
 * The files of the rules as they stand at a git ref, read without a checkout. If no folder is named it is `rules`, or
 * else the root of the repository. Issues: git is not there, there is no such ref, it holds no rules.
 */
export const readFilesAtRef = async (spec: string, env: Env): Promise<Checked<readonly FileAtRef[]>> => {
  const { ref, folders } = parseSpec(spec)
  const commit = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], env)
  if (commit.kind !== 'said') return unreadable(spec, commit.kind === 'absent' ? noGit : noRef)
  const id = decodeAnswer(commit).trim()
  for (const folder of folders) {
    const tree = await runGit(['ls-tree', '-r', '-z', '--full-tree', `${id}:${folder}`], env)
    const entries = tree.kind === 'said' ? parseListing(decodeAnswer(tree)) : []
    if (entries.some(one => one.path === 'manifest.json')) return contents(spec, entries, env)
  }
  const looked = folders.map(one => (one === '' ? 'the root of the repository' : `“${one.slice(0, 80)}”`)).join(' or ')
  return unreadable(
    spec,
    `There are no rules at this ref in ${looked}: manifest.json is not there. Name the folder after a colon, as REF:path/to/rules.`,
  )
}

const noGit =
  'This is no directory, and git, which would read it as a ref, was not found. Install git, or name a directory.'
const noRef =
  'This is neither a directory, nor a released version that this command carries, nor a ref that git knows here.'

const unreadable = (spec: string, message: string): Checked<never> => {
  const issue: Issue = { code: 'unreadable', pointer: '', file: spec.slice(0, 200), message }
  return refused([issue])
}

const decodeAnswer = (answer: Extract<GitAnswer, { kind: 'said' }>): string => answer.bytes.toString('utf8')

interface Entry {
  readonly path: string
  readonly id: string
}

/** `100644 blob ID<tab>PATH`, each ended by a NUL; links and submodules are no files. */
const parseListing = (listing: string): readonly Entry[] =>
  listing.split('\0').flatMap(line => {
    const [, id, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? []
    return id === undefined || path === undefined ? [] : [{ id, path }]
  })

const contents = async (spec: string, entries: readonly Entry[], env: Env): Promise<Checked<readonly FileAtRef[]>> => {
  const batch = await runGit(['cat-file', '--batch'], env, entries.map(one => `${one.id}\n`).join(''))
  if (batch.kind !== 'said') return unreadable(spec, 'The files at this ref could not be read from the repository.')
  const files: FileAtRef[] = []
  let at = 0
  for (const { path } of entries) {
    const end = batch.bytes.indexOf('\n', at)
    const size = Number(batch.bytes.toString('latin1', at, end).split(' ')[2])
    files.push({ path, bytes: batch.bytes.subarray(end + 1, end + 1 + size) })
    at = end + 1 + size + 1
  }
  return accepted(files)
}
