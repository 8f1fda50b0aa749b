import type { DecisionRequest } from '../packages/rules/src/internal.ts'
import type { Way } from './contenders.ts'
import { median } from './measure.ts'

/** So large a nursery that nothing is collected while allocations are counted. */
export const memoryFlags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']

/** What a way to decide takes of memory. */
export interface Memory {
  readonly name: string
  readonly allocatedBytes: number
  /** Still there after a collection. */
  readonly retainedBytes: number
}

const countedDecisions = 1000
const repeats = 9

/** Bytes that one decision allocates, and how many of them stay. */
export const measureMemory = async (name: string, way: Way, requests: readonly DecisionRequest[]): Promise<Memory> => {
  const decideMany = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      const result = way(requests[turn % requests.length]!)
      if (result instanceof Promise) await result
    }
  }
  await decideMany(5 * countedDecisions)
  const allocated: number[] = []
  const retained: number[] = []
  for (let i = 0; i < repeats; i += 1) {
    const before = heapAfterCollection()
    await decideMany(countedDecisions)
    allocated.push((heapBytes() - before) / countedDecisions)
    retained.push((heapAfterCollection() - before) / countedDecisions)
  }
  return { name, allocatedBytes: median(allocated), retainedBytes: median(retained) }
}

const heapAfterCollection = (): number => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return heapBytes()
}

/** Larger typed arrays lie beside the heap. */
const heapBytes = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
