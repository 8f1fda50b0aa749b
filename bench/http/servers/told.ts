/** What a server’s own process is told: by the environment, so that each is started alike. */
export const constantBytes = (): Readonly<Record<string, number>> =>
  JSON.parse(process.env.CONSTANT_BYTES ?? '{}') as Record<string, number>

export interface Usage {
  readonly rssBytes: number
  readonly heapBytes: number
  readonly cpuMicroseconds: number
}

const usage = (collected: boolean): Usage => {
  if (collected) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  return { rssBytes: rss, heapBytes: heapUsed, cpuMicroseconds: user + system }
}

/** Tells the bench where this server answers, and what it has used whenever it asks. Ends with the bench. */
export const announce = (url: string): void => {
  process.on('message', collected => process.send?.({ usage: usage(collected === true) }))
  process.on('disconnect', () => process.exit())
  process.send?.({ url })
}
