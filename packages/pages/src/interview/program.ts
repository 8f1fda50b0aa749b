import { parentPort } from 'node:worker_threads'
import { parseSerializedRules } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import { moveInterview } from './move.ts'
import type { ThreadAnswer, ThreadMessage } from './thread.ts'

/** The program of the thread that holds interviews: one step after another, by the rules that it was last given. */
let rules: Rules | undefined

parentPort?.on('message', (message: ThreadMessage) => {
  if ('rules' in message) {
    const read = parseSerializedRules(message.rules, message.digest)
    rules = read.ok ? read.value : undefined
  } else parentPort?.postMessage(answer(message))
})

const answer = ({ id, move }: Extract<ThreadMessage, { readonly id: number }>): ThreadAnswer => {
  if (rules === undefined) return { id, failed: 'The rules that were handed over do not load.' }
  try {
    return { id, moved: moveInterview(rules, move) }
  } catch (thrown) {
    // The stack has places of our code; a message could quote a value.
    return { id, failed: `A step of an interview failed. ${String((thrown as Error).stack).replace(/^.*\n/, '')}` }
  }
}
