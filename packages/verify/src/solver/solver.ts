import { setTimeout } from 'node:timers/promises'
import { init } from 'z3-solver'

/** Z3, with a memory of what was stated to it. */
export interface Solver {
  /** Runs commands of SMT-LIB 2 and returns what they print. */
  readonly run: (script: string) => Promise<string>
  /** Forgets it all. With the last one that is closed Z3’s threads end, so that the process can. */
  readonly close: () => Promise<void>
}

type Engine = Awaited<ReturnType<typeof init>>
let engine: Promise<Engine> | undefined
let openCount = 0

/** Opens a solver. Loads Z3 if no other solver is open, which takes a few tenths of a second. */
export const openSolver = async (): Promise<Solver> => {
  openCount += 1
  engine ??= init()
  const { Z3, em } = await engine
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  return {
    run: script => evaluate(em as Memory, context, script),
    close: async () => {
      Z3.del_context(context)
      openCount -= 1
      await unload()
    },
  }
}

/** What of Emscripten is needed to hand text to a thread of Z3. */
interface Memory {
  readonly HEAPU8: Uint8Array
  readonly UTF8ToString: (address: number, mostCount: number) => string
  readonly _malloc: (bytesCount: number) => number
  readonly _free: (address: number) => void
  readonly ccall: (name: string, returns: 'void', takes: readonly string[], values: readonly unknown[]) => void
  readonly async_call: (call: () => void) => Promise<string>
}

/**
 * z3-solver’s own `eval_smtlib2_string` leaves the text where the next call writes over it, while Z3’s thread still reads
 * it (seen in 5.2.0: now and then a command is garbled). So the text gets a place of its own until the thread is done.
 */
const evaluate = async (memory: Memory, context: unknown, script: string): Promise<string> => {
  const bytes = new TextEncoder().encode(`${script}\0`)
  const address = memory._malloc(bytes.length)
  // Reading anything renews the view of a memory that has grown.
  memory.UTF8ToString(address, 0)
  memory.HEAPU8.set(bytes, address)
  try {
    return await memory.async_call(() =>
      memory.ccall('async_Z3_eval_smtlib2_string', 'void', ['number', 'number'], [context, address]),
    )
  } finally {
    memory._free(address)
  }
}

const unload = async (): Promise<void> => {
  if (openCount > 0 || engine === undefined) return
  const { em } = await engine
  const threads = em.PThread as {
    readonly runningWorkers: readonly unknown[]
    readonly terminateAllThreads: () => void
  }
  // A thread that has done its work still says so; ending it earlier would print a complaint. Z3 keeps its timer’s thread.
  for (let i = 0; i < 20 && threads.runningWorkers.length > 0; i += 1) await setTimeout(2)
  if (openCount > 0) return
  engine = undefined
  threads.terminateAllThreads()
}
