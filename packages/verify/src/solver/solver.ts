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
  const { Z3 } = await engine
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  return {
    run: script => Z3.eval_smtlib2_string(context, script),
    close: async () => {
      Z3.del_context(context)
      openCount -= 1
      await letGo()
    },
  }
}

const letGo = async (): Promise<void> => {
  if (openCount > 0 || engine === undefined) return
  const { em } = await engine
  const threads = em.PThread as {
    readonly runningWorkers: readonly unknown[]
    readonly terminateAllThreads: () => void
  }
  // A thread that has done its work still says so; ended before, it would be complained of.
  while (threads.runningWorkers.length > 0) await setImmediate()
  if (openCount > 0) return
  engine = undefined
  threads.terminateAllThreads()
}
