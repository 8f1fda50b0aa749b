import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { serializeRules } from '@virtual-school/rules'
import type { DecisionRequest, Rules } from '@virtual-school/rules/internal'
import { searchMilliseconds, type WhyNotReport, type WhyNotTask } from './task.ts'

/** Finds what would have to change for another answer. */
export type SearchWhyNot = (rules: Rules, request: DecisionRequest, wanted: string) => Promise<WhyNotReport>

/** So many may wait while one search is made. */
const mostWaiting = 10

/** Where the program of the process is, if it was built. */
export const builtProgram = (): string | undefined => {
  const path = fileURLToPath(new URL('./program.js', import.meta.url))
  return existsSync(path) ? path : undefined
}

/**
 * Creates what searches in a process of its own, one at a time, with ten waiting: Z3 takes memory and time that the service needs.
 * Whoever asks is told within ten seconds, as a browser’s connection is not kept idle for longer: `busy` if no turn came by then,
 * `too-long` if it was not enough; then the process is ended.
 */
export const createWhyNot = (program: string): SearchWhyNot => {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return (rules, request, wanted) => {
    if (waiting > mostWaiting) return Promise.resolve({ kind: 'busy' })
    waiting += 1
    const ends = performance.now() + searchMilliseconds
    let isOver = false
    const turn = last.then(() => {
      if (isOver) return { kind: 'busy' } as const
      const task = { rules: serializeRules(rules), digest: rules.digest, request, wanted }
      return searchIn(program, task, ends - performance.now())
    })
    last = turn
      .catch(() => {})
      .finally(() => {
        waiting -= 1
      })
    return Promise.race([turn, busyAfter(searchMilliseconds, () => (isOver = true))])
  }
}

/** Says after a time that no turn came. One that came ends by itself before. */
const busyAfter = (milliseconds: number, then: () => void): Promise<WhyNotReport> =>
  new Promise(resolve => {
    const tell = () => {
      then()
      resolve({ kind: 'busy' })
    }
    setTimeout(tell, milliseconds + 100).unref()
  })

/** One search in a new process, which is ended however the search ends. */
const searchIn = (program: string, task: WhyNotTask, milliseconds: number): Promise<WhyNotReport> =>
  new Promise((resolve, reject) => {
    // The flags of Node that the calling program has, such as those for reading its sources, are not for this one.
    const child: ChildProcess = fork(program, { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    // Everything else goes first.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    const end = (settle: () => void) => {
      clearTimeout(tooLong)
      child.kill('SIGKILL')
      settle()
    }
    const tooLong = setTimeout(() => end(() => resolve({ kind: 'too-long' })), milliseconds)
    child.once('message', found => end(() => resolve(found as WhyNotReport)))
    child.once('error', thrown => end(() => reject(thrown)))
    child.once('exit', () => end(() => reject(new Error('The process that searches ended without a result.'))))
    child.send(task)
  })
