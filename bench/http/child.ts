import { type ChildProcess, fork } from 'node:child_process'
import { type EventEmitter, once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { tellUsage, type Usage } from './servers/announce.ts'

/** A server in a process of its own. */
export interface Child {
  readonly url: string
  /** `collected`: after a collection of garbage, so that two readings of the heap can be compared; it slows what follows. */
  readonly usage: (collected?: boolean) => Promise<Usage>
  readonly stop: () => Promise<void>
}

/** What comes next of a child, or of its output. */
const next = async (child: ChildProcess, event: string, from: EventEmitter = child): Promise<unknown> => {
  const done = new AbortController()
  const { signal } = done
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error('a server stopped before it answered; what it said is above, or in its log')
  })
  try {
    const [found] = (await Promise.race([once(from, event, { signal }), gone])) as unknown[]
    return found
  } finally {
    done.abort()
    gone.catch(() => {})
  }
}

const childAt = (child: ChildProcess, url: string): Child => ({
  url,
  usage: async (collected = false) => {
    child.send(collected)
    return ((await next(child, 'message')) as { usage: Usage }).usage
  },
  stop: async () => {
    if (!child.connected) return
    const gone = once(child, 'exit')
    child.disconnect()
    await gone
  },
})

const flags = (): string[] => ['--expose-gc', ...(process.env.BENCH_FLAGS?.split(' ') ?? [])]

interface Start {
  readonly environment?: Readonly<Record<string, string>>
  /** Where standard output goes; left out: nowhere. */
  readonly logFile?: string
}

/** Starts this bundle again as one of its servers. */
export const startChild = async (role: string, { environment = {}, logFile }: Start = {}): Promise<Child> => {
  const child = fork(process.argv[1]!, [role], {
    execArgv: flags(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', logFile === undefined ? 'ignore' : openSync(logFile, 'a'), 'inherit', 'ipc'],
  })
  const { url } = (await next(child, 'message')) as { url: string }
  return childAt(child, url)
}

/** Node runs it before the command, in the same process. */
const tellsUsage = `data:text/javascript,${encodeURIComponent(`(${tellUsage})()`)}`
const urlForm = /http:\/\/[\d.:]+/

/** Starts the service by the command. It says on standard output at which address it answers, and logs to standard error. */
export const startCommand = async (command: string, { environment, logFile }: Required<Start>): Promise<Child> => {
  const child = fork(command, ['serve'], {
    execArgv: [...flags(), '--import', tellsUsage],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', openSync(logFile, 'a'), 'ipc'],
  })
  const printed = String(await next(child, 'data', child.stdout!).catch(logged(logFile)))
  const [url] = urlForm.exec(printed) ?? []
  if (url !== undefined) return childAt(child, url)
  child.kill()
  throw new Error(`a server said no address: ${printed}`)
}

const logged = (logFile: string) => (thrown: unknown) => {
  throw new Error(readFileSync(logFile, 'utf8'), { cause: thrown })
}
