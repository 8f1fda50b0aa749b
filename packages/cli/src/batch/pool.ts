import type { Rules } from '@virtual-school/rules'
import type { AnsweredLines, Job } from './job.ts'
import type { Line } from './lines.ts'
import { type Work, workOf } from './work.ts'

/** Work that is shared out among threads. */
export interface Pool {
  readonly work: Work
  /** Pieces worth handing over before the first comes back. */
  readonly piecesAtOnce: number
  readonly close: () => Promise<void>
}

/** One worker is this very process; more are threads of their own, and each of those opens the rules for itself. */
export const openPool = async (rules: Rules, job: Job, workers: number, workerFile: URL | undefined): Promise<Pool> => {
  if (workers === 1) return { work: await workOf(rules, job), piecesAtOnce: 1, close: async () => {} }
  const { Piscina } = await import('piscina')
  const file = workerFile ?? new URL('./worker.js', import.meta.url)
  const pool = new Piscina<readonly Line[], AnsweredLines>({
    filename: file.href,
    workerData: job,
    minThreads: workers,
    maxThreads: workers,
  })
  // A thread that fails makes its work fail too, which is where it is met.
  pool.on('error', () => {})
  return {
    work: lines => pool.run(lines, { name: 'answerLines' }),
    piecesAtOnce: 2 * workers,
    close: () => pool.destroy(),
  }
}
