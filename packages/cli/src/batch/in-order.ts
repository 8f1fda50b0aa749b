/** Does the work on several at once and gives the results in the order of what came in; waits while `atOnce` are under way. */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  work: (piece: T) => Promise<R>,
  atOnce: number,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = []
  for await (const piece of source) {
    const result = work(piece)
    // A failure is met where its turn comes; until then it must not count as unhandled.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= atOnce) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}
