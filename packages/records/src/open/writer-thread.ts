import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { AnyDraft, Append } from '../append/draft.ts'
import type { AppendContext, CreateAppender } from '../append/records.ts'
import { createSameThreadAppender } from '../append/same-thread-appender.ts'
import { createWorkerAppender, type StartWorker, type WorkerAppender } from '../append/worker-appender.ts'
import type { LogSettings } from './platform.ts'

const program = new URL('./writer.js', import.meta.url)

/**
 * A thread that opens the same records and writes them. Undefined if its program is not there, as when the sources run without being
 * built, or a bundler took in this file alone: then the thread that asks writes by itself, to the same effect.
 */
const findWorkerProgram = (settings: LogSettings): StartWorker | undefined =>
  existsSync(fileURLToPath(program))
    ? (heard, gone) => {
        // The flags of Node that the calling program has, such as those for reading its sources, are not for this one.
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

/** As the other thread appends; this one says that the log has grown. */
const reportGrowth = (apart: WorkerAppender, { grown }: AppendContext): WorkerAppender => {
  const append = async (drafts: readonly AnyDraft[]) => {
    const appended = await apart.append(drafts)
    if (appended.length > 0) grown?.()
    return appended
  }
  // Only a draft with a key can be a repeat.
  return { ...apart, append: append as Append }
}

/** Appends in a separate thread, if one can be started. The thread opens the same records again, and finds the files open already. */
export const appendInWorkerThread =
  (settings: LogSettings, elapsed: () => number): CreateAppender =>
  context => {
    const { directory, files } = context.database
    const place = directory === undefined ? settings.place : { directory, mustExist: true, same: files.ids }
    const start = findWorkerProgram({ ...settings, place })
    return start === undefined
      ? createSameThreadAppender(elapsed)(context)
      : reportGrowth(createWorkerAppender(start), context)
  }
