import { type ChildProcess, execFile, execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inCheckout } from '../../scripts/places.mjs'
import type { Acknowledged } from './killing.ts'
import { served } from './served.ts'

export type Environment = Readonly<Record<string, string>>

const run = promisify(execFile)
const megabytes = 64 * 1024 * 1024

const isThere = (command: string, ...argv: readonly string[]): boolean =>
  spawnSync(command, argv, { stdio: 'ignore' }).status === 0

/** The ways of `opener.mjs` in which others open SQLite’s files; those that need a command that is not here are named and left out. */
export const waysBeside = (kind: 'sqlite' | 'postgres'): readonly string[] => {
  const commands = ['list', 'export', 'verify']
  if (kind === 'postgres') return [...commands, 'serve']
  const absent = [
    ...(isThere('sqlite3', '--version') ? [] : ['sqlite3']),
    ...(isThere('python3', '-c', 'import sqlite3') ? [] : ['python']),
  ]
  for (const name of absent) console.log(`skipped: no ${name}`)
  const all = [...commands, 'select', 'sqlite3', 'python', 'serve']
  return all.filter(name => !absent.includes(name))
}

const openedBeside = async (way: string, times: number, environment: Environment): Promise<void> => {
  const argv = ['--expose-gc', inCheckout('test/support/opener.mjs'), way, String(times), environment.DATA_DIR ?? '']
  await run(process.execPath, argv, { cwd: inCheckout('.'), env: { ...process.env, ...environment } })
}

/** A second service on the same records: it shares them, answers, and stops. */
const servedBeside = async (environment: Environment, told: (one: Acknowledged) => void): Promise<void> => {
  const { child, url } = await served([], environment)
  told(await decided(url, `beside-${child.pid}`))
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const bodyAbout = (subjectRef: string): string =>
  JSON.stringify({
    ...{ decision: 'remit', authority: 'luton', asOf: '2026-11-22', trace: 'none', subjectRef },
    facts: { careStatus: 'looked-after', ageYears: 9 },
  })

const decided = async (url: string, correlation: string, subjectRef = 'case-1'): Promise<Acknowledged> => {
  const body = bodyAbout(subjectRef)
  const headers = { 'content-type': 'application/json', 'x-correlation-id': correlation }
  const response = await fetch(`${url}/decide`, { method: 'POST', body, headers })
  const answer = (await response.json()) as { id: string; receipt: { envelope: { seq: number } } }
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  return { correlation, id: answer.id, seq: answer.receipt.envelope.seq }
}

/** Asks without haste until nobody answers any more. An answer that is no decision is a failure. */
const askOn = async (url: string, name: string, told: (one: Acknowledged) => void): Promise<void> => {
  for (let n = 0; ; n += 1) {
    try {
      // Few are about the child who is exported, so that an export comes to an end.
      told(await decided(url, `${name}-${n}`, n === 0 ? 'case-1' : `case-${name}-${n}`))
    } catch (error) {
      if (String(error).includes('answered')) throw error
      return
    }
    await wait(40)
  }
}

const childrenOf = ({ pid }: ChildProcess): readonly number[] =>
  execFileSync('ps', ['-e', '-o', 'ppid=,pid='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([parent]) => parent === pid)
    .flatMap(([, child]) => child ?? [])

const ended = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const exit = once(child, 'exit')
  if (signal === 'SIGKILL') for (const pid of childrenOf(child)) process.kill(pid, signal)
  child.kill(signal)
  await exit
}

export interface Round {
  readonly environment: Environment
  readonly name: string
  /** How many processes serve. */
  readonly processes: number
  readonly ways: readonly string[]
  /** How often each way. */
  readonly times: number
  readonly signal: 'SIGTERM' | 'SIGKILL'
}

/** Serves, asks, lets others open the records meanwhile, and ends the service. Gives every decision that was given out. */
export const roundBeside = async (round: Round): Promise<readonly Acknowledged[]> => {
  const { environment, name, processes, ways, times, signal } = round
  const settings = {
    LOG_LEVEL: 'error',
    OVERLOAD_DELAY_MS: '10000',
    STOP_NOTICE_MS: '0',
    RATE_LIMIT: '1000000',
    ...environment,
  }
  const { child, url, logged } = await served(processes > 1 ? ['--cluster', String(processes)] : [], settings)
  const acknowledged: Acknowledged[] = []
  const told = (one: Acknowledged) => void acknowledged.push(one)
  const callers = Promise.all([0, 1, 2, 3].map(which => askOn(url, `${name}-${which}`, told)))
  // What goes wrong with them is told once the others are done.
  callers.catch(() => {})
  try {
    for (const way of ways) {
      if (way === 'serve') await servedBeside(settings, told)
      else await openedBeside(way, times, environment)
    }
  } finally {
    await ended(child, signal)
  }
  await callers
  if (logged().includes('"level":"error"')) throw new Error(`The service logged an error:\n${logged()}`)
  return acknowledged
}

export interface LogRead {
  readonly faults: readonly object[]
  readonly size: number
  readonly decisions: readonly Acknowledged[]
}

/** The log as another process reads it. */
export const logBeside = async (environment: Environment): Promise<LogRead> => {
  const env = { ...process.env, ...environment }
  const argv = [inCheckout('test/support/read-log.mjs')]
  const { stdout } = await run(process.execPath, argv, { cwd: inCheckout('.'), env, maxBuffer: megabytes })
  return JSON.parse(stdout)
}
