import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import type { Usage } from './servers/told.ts'

/** A server in a process of its own. */
export interface Child {
  readonly url: string
  /** `collected`: after a collection of garbage, so that two readings of the heap can be compared; it slows what follows. */
  readonly usage: (collected?: boolean) => Promise<Usage>
  readonly stop: () => Promise<void>
}

const said = async (child: ChildProcess): Promise<unknown> => {
  const done = new AbortController()
  const { signal } = done
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error('a server stopped before it answered; what it said is above')
  })
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), gone])) as unknown[]
    return message
  } finally {
    done.abort()
    gone.catch(() => {})
  }
}

interface Start {
  readonly environment?: Readonly<Record<string, string>>
  /** Where standard output goes; left out: nowhere. */
  readonly logFile?: string
}

/** Starts this bundle again as one of its servers. */
export const startChild = async (role: string, { environment = {}, logFile }: Start = {}): Promise<Child> => {
  const child = fork(process.argv[1]!, [role], {
    execArgv: ['--expose-gc', ...(process.env.BENCH_FLAGS?.split(' ') ?? [])],
    env: { ...process.env, ...environment },
    stdio: ['ignore', logFile === undefined ? 'ignore' : openSync(logFile, 'a'), 'inherit', 'ipc'],
  })
  const { url } = (await said(child)) as { url: string }
  return {
    url,
    usage: async (collected = false) => {
      child.send(collected)
      return ((await said(child)) as { usage: Usage }).usage
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
