import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { type InterviewMove, type MovedInterview, moveInterview } from './move.ts'

/** Makes a step of an interview by some rules. */
export type HoldInterview = (rules: Rules, move: InterviewMove) => Promise<MovedInterview>

/** What the thread is told: the rules to use from now on, or a step to make. Plain data. */
export type ThreadMessage =
  | { readonly rules: string; readonly digest: string }
  | { readonly id: number; readonly move: InterviewMove }

/** What it answers. `failed`: a fault of ours. */
export interface ThreadAnswer {
  readonly id: number
  readonly moved?: MovedInterview
  readonly failed?: string
}

const program = new URL('./program.js', import.meta.url)

/** Holds interviews in the thread that asks. */
export const holdHere: HoldInterview = async (rules, move) => moveInterview(rules, move)

/**
 * Creates what holds interviews in a thread of its own: choosing a question takes up to a tenth of a second, and whoever asks for a
 * decision meanwhile does not wait for it. One that ended is started again by the next step. If the program of the thread is not
 * there, as when the sources run without being built, the calling thread does it, to the same effect.
 */
export const holdInThread = (): HoldInterview => {
  if (!existsSync(fileURLToPath(program))) return holdHere
  let running: RunningThread | undefined
  return (rules, move) => {
    running ??= startThread(() => {
      running = undefined
    })
    return running.move(rules, move)
  }
}

interface RunningThread {
  readonly move: HoldInterview
}

interface Waiting {
  readonly resolve: (moved: MovedInterview) => void
  readonly reject: (reason: Error) => void
}

const startThread = (onEnd: () => void): RunningThread => {
  const waiting = new Map<number, Waiting>()
  let [last, digest] = [0, '']
  // The flags of Node that the calling program has, such as those for reading its sources, are not for this one.
  const worker = new Worker(program, { execArgv: [] })
  worker.on('message', ({ id, moved, failed }: ThreadAnswer) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (moved === undefined) one?.reject(new Error(failed ?? 'The thread gave no answer.'))
    else one?.resolve(moved)
  })
  const end = (): void => {
    onEnd()
    for (const one of waiting.values()) one.reject(new Error('The thread that holds interviews ended.'))
    waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', end)
  // Last, as listening to its messages would hold the service open once more.
  worker.unref()
  const tell = (message: ThreadMessage) => worker.postMessage(message)
  const move: HoldInterview = (rules, step) =>
    new Promise((resolve, reject) => {
      if (rules.digest !== digest) tell({ rules: serializeRules(rules), digest: rules.digest })
      digest = rules.digest
      last += 1
      waiting.set(last, { resolve, reject })
      tell({ id: last, move: step })
    })
  return { move }
}
