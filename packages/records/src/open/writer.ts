import { parentPort, workerData } from 'node:worker_threads'
import { createSameThreadAppender } from '../append/same-thread-appender.ts'
import { serveAppends } from '../append/worker-protocol.ts'
import { openWriting } from './open.ts'
import { type LogSettings, nodePlatform } from './platform.ts'

/** The program of the thread that writes. If the records cannot be opened, the thread ends with why. */
const opened = await openWriting(workerData as LogSettings, nodePlatform)
if (!opened.ok) throw new Error(opened.issues.map(issue => issue.message).join(' '))
const { database } = opened.value
const appends = createSameThreadAppender(nodePlatform.elapsed)(opened.value)
const close = async () => {
  await appends.close()
  await database.close()
}
serveAppends({ ...appends, close }, parentPort!)
