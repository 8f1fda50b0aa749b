import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** A connection that a cluster had handed to a process that was killed is neither answered nor closed. */
const answerMilliseconds = 15_000

/** Posts JSON over a connection of its own, so that the processes that share a port all get their part. Rejects if it breaks. */
export const postAlone = (url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(answerMilliseconds),
      headers: { 'content-type': 'application/json', ...headers },
    })
    sent.once('error', reject)
    sent.once('response', response => {
      text(response).then(body => resolve({ status: response.statusCode ?? 0, text: body }), reject)
    })
    sent.end(body)
  })

const patienceMilliseconds = 300_000
/** What the documentation tells callers to send again: in flight, too slow, overloaded or not ready. */
const again = [408, 409, 503]

/** Sends again, as callers are told to, until it is answered: after a broken connection, and where another try is asked for. */
export const untilAnswered = async (send: () => Promise<Answer>): Promise<string> => {
  const until = performance.now() + patienceMilliseconds
  for (;;) {
    const answer = await send().catch(() => undefined)
    if (answer?.status === 200) return answer.text
    if (answer !== undefined && !again.includes(answer.status))
      throw new Error(`answered ${answer.status}: ${answer.text}`)
    if (performance.now() > until) throw new Error('nobody answers')
    await wait(50)
  }
}

/** Does something with each, a few at a time. */
export const several = async <T>(all: readonly T[], atOnce: number, act: (one: T, n: number) => Promise<void>) => {
  let next = 0
  const work = async () => {
    while (next < all.length) {
      const n = next
      next += 1
      await act(all[n]!, n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
