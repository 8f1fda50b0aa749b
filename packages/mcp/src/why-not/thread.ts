import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { serializeRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { type FindWhyNot, type FoundWhyNot, searchHere, type WhyNotQuestion } from './find.ts'

const program = new URL('./program.js', import.meta.url)

/** What a thread is given. Plain data. */
export interface ThreadTask extends WhyNotQuestion {
  /** The rules as one text, and their digest. */
  readonly rules: string
  readonly digest: string
}

/**
 * Creates a search in a thread of its own, one at a time, so that others are answered meanwhile. If the program of the thread is not
 * there, as when the sources run without being built, the calling thread searches, to the same effect. `isBackground`: a process that
 * has nothing else to do ends without waiting for it.
 */
export const findInThread = ({ isBackground = false } = {}): FindWhyNot => {
  let isTaken = false
  const find = existsSync(fileURLToPath(program)) ? searchInThread(isBackground) : searchHere
  return {
    takePlace: () => {
      if (isTaken) return undefined
      isTaken = true
      const end = () => {
        isTaken = false
      }
      return { find, end }
    },
  }
}

const searchInThread =
  (isBackground: boolean) =>
  (rules: Rules, question: WhyNotQuestion): Promise<FoundWhyNot> => {
    const task: ThreadTask = { ...question, rules: serializeRules(rules), digest: rules.digest }
    return new Promise((resolve, reject) => {
      // The flags of Node that the calling program has, such as those for reading its sources, are not for this one.
      const worker = new Worker(program, { workerData: task, execArgv: [] })
      worker.once('message', (found: FoundWhyNot) => {
        resolve(found)
        // Z3 has threads of its own.
        void worker.terminate()
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread ended without a result.')))
      // Last, as listening to its messages would hold the program open once more.
      if (isBackground) worker.unref()
    })
  }
