import { answersIn } from './answers.ts'
import type { Attack } from './attacks.ts'
import { canary } from './bodies.ts'
import type { Heard } from './converse.ts'

export interface Verdict {
  readonly statuses: readonly number[]
  /** What is wrong, if anything. */
  readonly fault: string | undefined
}

const canaries = [canary, '47114711']

/** Holds what came back to what was promised. */
export const judge = ({ owed, isAborted }: Attack, { bytes, isClosed }: Heard): Verdict => {
  const fault = (text: string): Verdict => ({ statuses: [], fault: text })
  const echoed = canaries.map(one => bytes.indexOf(one)).find(at => at >= 0)
  if (echoed !== undefined)
    return fault(`a fact’s value came back: ${bytes.toString('latin1', echoed - 80, echoed + 40)}`)
  if (!isClosed) return fault('not answered and closed')
  // What was cut off by the fuzz may end anywhere.
  if (isAborted) return { statuses: [], fault: undefined }
  const answers = answersIn(bytes, owed ?? [])
  if (answers === undefined) return owed === undefined ? { statuses: [], fault: undefined } : fault('no answer of HTTP')
  const failed = answers.find(({ status, headers }) => status >= 500 && !(status === 503 && headers.has('retry-after')))
  if (failed !== undefined) return fault(`answered ${failed.status}`)
  if (owed !== undefined && answers.length < owed.length && answers.at(-1)?.headers.get('connection') !== 'close')
    return fault(`${answers.length} answers to ${owed.length} requests`)
  return { statuses: answers.map(({ status }) => status), fault: undefined }
}
