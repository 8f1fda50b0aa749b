import type { Rules } from '@virtual-school/rules/internal'
import type { Input } from '../../requests/input.ts'
import { chunk, type InputLine } from '../../requests/lines.ts'
import { progressBar } from '../../requests/progress.ts'
import { openThreads } from '../../requests/threads.ts'
import { type Terminal, write } from '../../terminal/terminal.ts'
import { csvHeader } from './csv-out.ts'
import type { AnsweredLines, BatchTally, Job } from './job.ts'
import { addTally, sumTally } from './tally.ts'
import { createWork, type Work } from './work.ts'

/** Does the work on several at once and gives the results in the order of what came in; waits while `atOnce` are under way. */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  work: (piece: T) => Promise<R>,
  atOnce: number,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = []
  for await (const piece of source) {
    const result = work(piece)
    // A failure is met when its result is awaited; until then it must not count as unhandled.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= atOnce) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}

/** Work that is shared out among threads. */
export interface Pool {
  readonly work: Work
  /** Pieces worth handing over before the first comes back. */
  readonly piecesAtOnce: number
  readonly close: () => Promise<void>
}

/** One worker is this very process; more are threads of their own, and each of those opens the rules for itself. */
export const openPool = async (rules: Rules, job: Job, workers: number, workerFile: URL | undefined): Promise<Pool> => {
  if (workers === 1) return { work: await createWork(rules, job), piecesAtOnce: 1, close: async () => {} }
  const file = workerFile ?? new URL('./worker.js', import.meta.url)
  const { run, close } = await openThreads<readonly InputLine[], AnsweredLines>(file, 'answerLines', job, workers)
  return { work: run, piecesAtOnce: 2 * workers, close }
}

/** So many lines at most are one piece of work. */
const pieceLinesCount = 1_024

/** Answers every line in its order, holding no more of them than are under way. */
export const runBatch = async (
  rules: Rules,
  job: Job,
  input: Input & { readonly first: readonly InputLine[] },
  workers: number,
  terminal: Terminal,
): Promise<BatchTally> => {
  const pool = await openPool(rules, job, workers, terminal.workerFile)
  const progress = progressBar(terminal, input.totalBytes)
  const sum: Record<string, number> = {}
  try {
    if (job.to === 'csv') await write(terminal.stdout, csvHeader)
    for await (const { text, tally } of mapInOrder(splitWork(input), pool.work, pool.piecesAtOnce)) {
      progress.clear()
      await write(terminal.stdout, text)
      addTally(sum, tally)
      progress.at(sumTally(sum), input.state.bytes)
    }
  } finally {
    progress.end()
    await pool.close()
  }
  return sum
}

async function* splitWork({
  first,
  lines,
}: Input & { readonly first: readonly InputLine[] }): AsyncGenerator<readonly InputLine[]> {
  yield* chunk(first, pieceLinesCount)
  for await (const more of lines) yield* chunk(more, pieceLinesCount)
}
