import { setImmediate } from 'node:timers/promises'
import { init } from 'z3-solver'

/** Z3, with one memory of what it was told. */
export interface Solver {
  /** Runs commands of SMT-LIB 2 and gives what they print. */
  readonly run: (script: string) => Promise<string>
  /** Forgets it all. With the last one that is closed Z3’s threads end, so that the process can. */
  readonly close: () => Promise<void>
}

type Engine = Awaited<ReturnType<typeof init>>
let engine: Promise<Engine> | undefined
let openCount = 0

/** Loads Z3 where no other solver is open; that takes a few tenths of a second. */
export const openSolver = async (): Promise<Solver> => {
  openCount += 1
  engine ??= init()
  const { Z3, em } = await engine
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  return {
    run: script => evaluated(em as Memory, context, script),
    close: async () => {
      Z3.del_context(context)
      openCount -= 1
      await letGo()
    },
  }
}

interface Memory {
  readonly HEAPU8: Uint8Array
  readonly UTF8ToString: (at: number, most: number) => string
  readonly _malloc: (bytes: number) => number
  readonly _free: (at: number) => void
  readonly _async_Z3_eval_smtlib2_string: (context: unknown, at: number) => void
  readonly async_call: (call: () => void) => Promise<string>
}

/** Z3’s own wrapper lays the script on a stack that is used again while its thread still reads; here it stays until read. */
const evaluated = async (em: Memory, context: unknown, script: string): Promise<string> => {
  const bytes = new TextEncoder().encode(`${script}\0`)
  const at = em._malloc(bytes.length)
  // Reading anything makes the view of a memory that has grown a new one.
  em.UTF8ToString(at, 0)
  em.HEAPU8.set(bytes, at)
  try {
    return await em.async_call(() => em._async_Z3_eval_smtlib2_string(context, at))
  } finally {
    em._free(at)
  }
}

const patienceMs = 200

const letGo = async (): Promise<void> => {
  if (openCount > 0 || engine === undefined) return
  const { em } = await engine
  const threads = em.PThread as {
    readonly runningWorkers: readonly unknown[]
    readonly terminateAllThreads: () => void
  }
  // A thread that has done its work still says so; ended before, it would be complained of. The one that keeps the time never ends.
  const until = performance.now() + patienceMs
  while (threads.runningWorkers.length > 0 && performance.now() < until) await setImmediate()
  if (openCount > 0) return
  engine = undefined
  threads.terminateAllThreads()
}
