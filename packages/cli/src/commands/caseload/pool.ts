import { type AnsweredChildren, type CaseloadPool, createCaseloadWork } from '@virtual-school/caseload'
import type { Rules } from '@virtual-school/rules/internal'
import type { CaseloadThread } from './worker.ts'

/** Those who answer, and how to send them away. */
export interface OpenedPool extends Pick<CaseloadPool, 'work' | 'portionsAtOnce'> {
  readonly close: () => Promise<void>
}

/** One worker is this very thread; more are threads of their own, and each opens the rules for itself. The rows are shared. */
export const openPool = async (
  rules: Rules,
  thread: CaseloadThread,
  workers: number,
  workerFile: URL | undefined,
): Promise<OpenedPool> => {
  if (workers === 1) return { work: createCaseloadWork(rules, thread.job), portionsAtOnce: 1, close: async () => {} }
  const { Piscina } = await import('piscina')
  const file = workerFile ?? new URL('./worker.js', import.meta.url)
  const pool = new Piscina<{ readonly from: number; readonly to: number }, AnsweredChildren>({
    filename: file.href,
    workerData: thread,
    minThreads: workers,
    maxThreads: workers,
  })
  // A thread that fails makes its portion fail too, and there it is met.
  pool.on('error', () => {})
  return {
    work: (from, to) => pool.run({ from, to }, { name: 'answerChildren' }),
    portionsAtOnce: 3 * workers,
    close: () => pool.destroy(),
  }
}
