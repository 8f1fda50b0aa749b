/** Threads that share work, each with the same program. */
export interface Threads<Piece, Result> {
  readonly run: (piece: Piece) => Promise<Result>
  readonly close: () => Promise<void>
}

/** How much a thread holds of what it made lately. With as much as it may have by itself it is no faster. */
const youngMegabytes = 8

/**
 * Starts threads. `file`: their program; `name`: the function in it that is given each piece of work; `data`: what it finds in
 * `workerData`, copied but for shared memory.
 */
export const openThreads = async <Piece, Result>(
  file: URL,
  name: string,
  data: object,
  count: number,
): Promise<Threads<Piece, Result>> => {
  // Loaded only by whoever wants threads.
  const { Piscina } = await import('piscina')
  const pool = new Piscina<Piece, Result>({
    filename: file.href,
    workerData: data,
    minThreads: count,
    maxThreads: count,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  })
  // A thread that fails makes its work fail too, and there it is met.
  pool.on('error', () => {})
  return { run: piece => pool.run(piece, { name }), close: () => pool.destroy() }
}
