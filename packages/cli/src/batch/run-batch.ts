import type { Rules } from '@virtual-school/rules'
import { type Terminal, write } from '../terminal.ts'
import { csvHeader } from './csv-out.ts'
import { inOrder } from './in-order.ts'
import type { Input } from './input.ts'
import type { Job, Tally } from './job.ts'
import { inPieces, type Line } from './lines.ts'
import { openPool } from './pool.ts'
import { progressOf } from './progress.ts'
import { addTally, totalOf } from './tally.ts'

const pieceLinesCount = 256

/** Answers every line in its order, holding no more of them than are under way. */
export const runBatch = async (
  rules: Rules,
  job: Job,
  input: Input & { readonly first: readonly Line[] },
  workers: number,
  terminal: Terminal,
): Promise<Tally> => {
  const pool = await openPool(rules, job, workers, terminal.workerFile)
  const progress = progressOf(terminal, input.totalBytes)
  const sum: Record<string, number> = {}
  try {
    if (job.to === 'csv') await write(terminal.stdout, csvHeader)
    for await (const { text, tally } of inOrder(piecesOf(input), pool.work, pool.piecesAtOnce)) {
      progress.clear()
      await write(terminal.stdout, text)
      addTally(sum, tally)
      progress.at(totalOf(sum), input.state.bytes)
    }
  } finally {
    progress.end()
    await pool.close()
  }
  return sum
}

async function* piecesOf({
  first,
  lines,
}: Input & { readonly first: readonly Line[] }): AsyncGenerator<readonly Line[]> {
  yield* inPieces(first, pieceLinesCount)
  for await (const more of lines) yield* inPieces(more, pieceLinesCount)
}
