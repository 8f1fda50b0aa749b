import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { RecordsSettings } from '../records.ts'
import type { StartWriter } from '../thread/append-apart.ts'

const program = new URL('./writer.js', import.meta.url)

/**
 * A thread that opens the same records and writes them. Undefined where its program is not there, as where the sources run
 * without being built or where a bundler took in this file alone: then whoever asks writes by itself, to the same effect.
 */
export const writerThread = (settings: RecordsSettings): StartWriter | undefined =>
  existsSync(fileURLToPath(program))
    ? (heard, gone) => {
        // What Node was told for the program that called, as how to read its sources, is not for this one.
        const worker = new Worker(program, { workerData: settings, execArgv: [] })
        let cause: unknown
        worker.on('message', heard)
        worker.on('error', error => {
          cause = error
        })
        worker.on('exit', () => gone(cause))
        return { post: message => worker.postMessage(message) }
      }
    : undefined
