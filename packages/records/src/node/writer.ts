import { parentPort, workerData } from 'node:worker_threads'
import { appendingHere, openWriting, type RecordsSettings } from '../records.ts'
import { serveAppends } from '../thread/serve-appends.ts'
import { surroundings } from './surroundings.ts'

/** The program of the thread that writes. Where the records cannot be opened, the thread ends with why. */
const opened = await openWriting(workerData as RecordsSettings, surroundings)
if (!opened.ok) throw new Error(opened.issues.map(issue => issue.message).join(' '))
const { database } = opened.value
const { append, close } = appendingHere(surroundings.elapsed)(opened.value)
const closeAll = async () => {
  await close()
  await database.close()
}
serveAppends({ append, close: closeAll }, parentPort!)
