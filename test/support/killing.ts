import { once } from 'node:events'
import { served } from './served.ts'

/** A decision that was given out: under which correlation id, as which record. */
export interface Acknowledged {
  readonly correlation: string
  readonly id: string
  readonly seq: number
}

export interface Run {
  /** From the start of the process to its first word that it answers; most of it is loading code and rules. */
  readonly startMilliseconds: number
  /** What opening the records took of that, while the rules were loaded. */
  readonly openMilliseconds: number
  readonly acknowledged: readonly Acknowledged[]
  /** Asked for and never answered: each may stand in the log or not. */
  readonly unanswered: number
}

const serve = async (environment: Readonly<Record<string, string>>) => {
  const begun = performance.now()
  const { child, url, logged } = await served([], { LOG_LEVEL: 'info', OVERLOAD_DELAY_MS: '10000', ...environment })
  const startMilliseconds = performance.now() - begun
  const openMilliseconds = Number(/"openingMilliseconds":(\d+)/.exec(logged())?.[1])
  return { child, url, startMilliseconds, openMilliseconds }
}

const body = JSON.stringify({
  decision: 'remit',
  authority: 'luton',
  asOf: '2026-11-22',
  trace: 'none',
  facts: { careStatus: 'looked-after', ageYears: 9 },
})

/** Asks over and over, until nobody answers any more. */
const askOn = async (url: string, name: string, told: (one: Acknowledged) => void): Promise<number> => {
  for (let n = 0; ; n += 1) {
    const correlation = `${name}-${n}`
    const headers = { 'content-type': 'application/json', 'x-correlation-id': correlation }
    try {
      const response = await fetch(`${url}/decide`, { method: 'POST', body, headers })
      const answer = (await response.json()) as { id: string; receipt: { envelope: { seq: number } } }
      if (response.status !== 200) throw new Error(`answered ${response.status}`)
      told({ correlation, id: answer.id, seq: answer.receipt.envelope.seq })
    } catch (error) {
      if (String(error).includes('answered')) throw error
      return 1
    }
  }
}

const callersCount = 24

/** Starts the service on the records that are there, asks it by many callers at once, and kills it once it has given out so many decisions. */
export const runAndKill = async (
  environment: Readonly<Record<string, string>>,
  name: string,
  decisionsCount: number,
): Promise<Run> => {
  const { child, url, ...times } = await serve(environment)
  const ended = once(child, 'exit')
  const acknowledged: Acknowledged[] = []
  const callers = Array.from({ length: callersCount }, (_, i) =>
    askOn(url, `${name}-${i}`, one => {
      acknowledged.push(one)
      if (acknowledged.length >= decisionsCount) child.kill('SIGKILL')
    }),
  )
  if (decisionsCount === 0) child.kill('SIGKILL')
  await ended
  const unanswered = (await Promise.all(callers)).reduce((sum, one) => sum + one, 0)
  return { ...times, acknowledged, unanswered }
}
