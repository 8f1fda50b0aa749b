export async function* inOrder<T, R>(source: AsyncIterable<T>, work: (piece: T) => Promise<R>, atOnce: number): AsyncGenerator<R> {
  const done: R[] = []; let n = 0
  for await (const piece of source) { n++; void work(piece).then(r => { n--; done.push(r) }); while (n >= atOnce) await new Promise(r => setTimeout(r, 1)); yield* done.splice(0) }
  while (n > 0) await new Promise(r => setTimeout(r, 1)); yield* done.splice(0)
}
