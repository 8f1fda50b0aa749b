import { parentPort, workerData } from 'node:worker_threads'
import { parseSerializedRules } from '@virtual-school/rules'
import { searchHere } from './find.ts'
import type { ThreadTask } from './thread.ts'

/** The program of the thread: one search, by the rules that it is given. */
const { rules: text, digest, ...question } = workerData as ThreadTask
const rules = parseSerializedRules(text, digest)
if (!rules.ok) throw new Error('The rules that were handed over do not load.')
parentPort?.postMessage(await searchHere(rules.value, question))
