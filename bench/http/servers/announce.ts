/** What a server’s own process is given: by the environment, so that each is started alike. */
export const constantBytes = (): Readonly<Record<string, number>> =>
  JSON.parse(process.env.CONSTANT_BYTES ?? '{}') as Record<string, number>

/** What a server’s process has taken so far. */
export interface Usage {
  readonly rssBytes: number
  readonly heapBytes: number
  readonly cpuMicroseconds: number
}

/**
 * Tells the bench what this process has used whenever it asks, and ends with the bench. It uses nothing outside itself, since
 * the text of it is also given to processes that run no part of this bundle.
 */
export const tellUsage = (): void => {
  const usage = (collected: boolean): Usage => {
    if (collected) globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    return { rssBytes: rss, heapBytes: heapUsed, cpuMicroseconds: user + system }
  }
  process.on('message', collected => process.send?.({ usage: usage(collected === true) }))
  process.on('disconnect', () => process.exit())
}

/** Also tells the bench the address of this server. */
export const announce = (url: string): void => {
  tellUsage()
  process.send?.({ url })
}
