import { connect, type Socket } from 'node:net'
import type { Aim, Round } from './load.ts'
import { percentile } from './load.ts'

/** A rate whatever comes back, on so many connections. */
export interface Flood {
  readonly connections: number
  readonly seconds: number
  readonly rate: number
}

/** A round, and what only this sender counts. */
export interface Flooded extends Round {
  readonly sentCount: number
  /** How many answers of 503 said when to come back. */
  readonly saidWhenCount: number
}

interface Tally {
  readonly statuses: Record<number, number>
  readonly milliseconds: number[]
  sentCount: number
  errorsCount: number
  saidWhenCount: number
}

const encodeRequests = ({ url, bodies, headers }: Aim): readonly Buffer[] => {
  const { host, pathname } = new URL(url)
  return bodies.map(body => {
    const head = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers }
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
    return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
  })
}

const lengthForm = /\r\ncontent-length: (\d+)/i
const lastChunk = Buffer.from('\r\n0\r\n\r\n')

/** How an answer is seen to have ended, by its head: after so many bytes, or with its last chunk. */
const recognizeEnd = (head: string): ((piece: Buffer) => boolean) => {
  const length = lengthForm.exec(head)?.[1]
  if (length === undefined) {
    let tail = Buffer.alloc(0)
    return piece => {
      tail = Buffer.concat([tail, piece.subarray(-lastChunk.length)]).subarray(-lastChunk.length)
      return tail.equals(lastChunk)
    }
  }
  let left = Number(length)
  return piece => {
    left -= piece.length
    return left <= 0
  }
}

/** Calls with the head of each answer once all of it is there. */
const readAnswers = (answered: (head: string) => void) => {
  let begun = ''
  let head = ''
  let isEnd: (piece: Buffer) => boolean = () => false
  return (piece: Buffer): void => {
    let body = piece
    if (head === '') {
      const before = begun.length
      begun += piece.toString('latin1')
      const end = begun.indexOf('\r\n\r\n')
      if (end < 0) return
      head = begun.slice(0, end)
      isEnd = recognizeEnd(head)
      body = piece.subarray(end + 4 - before)
    }
    if (!isEnd(body)) return
    answered(head)
    begun = ''
    head = ''
  }
}

/** One connection: each request at its time, or as soon as the one before is answered if that is later. */
const oneCaller = (
  target: URL,
  requests: readonly Buffer[],
  tally: Tally,
  everyMilliseconds: number,
  until: number,
) => {
  let sent = 0
  let count = 0
  let due = performance.now() + Math.random() * everyMilliseconds
  let socket: Socket
  let timer: NodeJS.Timeout
  const send = () => {
    sent = performance.now()
    due += everyMilliseconds
    tally.sentCount += 1
    socket.write(requests[count++ % requests.length]!)
  }
  const schedule = () => {
    const wait = due - performance.now()
    if (performance.now() >= until) socket.destroy()
    else if (wait <= 1) send()
    else timer = setTimeout(send, wait)
  }
  const open = () => {
    socket = connect(Number(target.port), target.hostname, schedule).setNoDelay()
    const read = readAnswers(head => {
      const status = Number(head.slice(9, 12))
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1
      if (status === 200) tally.milliseconds.push(performance.now() - sent)
      else if (/\r\nretry-after: /i.test(head)) tally.saidWhenCount += 1
      schedule()
    })
    socket.on('data', read).on('error', () => {
      tally.errorsCount += 1
    })
    // The service ends a connection after so many requests, as it should: the next one goes on.
    socket.on('close', () => {
      clearTimeout(timer)
      if (performance.now() < until) open()
    })
  }
  open()
  return () => socket.destroy()
}

/** Sends far more cheaply than autocannon can, so that a service can be outdone on the processors that it shares with it. */
export const flood = async (aim: Aim, { connections, seconds, rate }: Flood): Promise<Flooded> => {
  const tally: Tally = { statuses: {}, milliseconds: [], sentCount: 0, errorsCount: 0, saidWhenCount: 0 }
  const [started, target, requests] = [performance.now(), new URL(aim.url), encodeRequests(aim)]
  const until = started + seconds * 1_000
  const every = (connections / rate) * 1_000
  const callers = Array.from({ length: connections }, () => oneCaller(target, requests, tally, every, until))
  await new Promise(resolve => setTimeout(resolve, until - performance.now()))
  for (const hangUp of callers) hangUp()
  const took = (performance.now() - started) / 1_000
  await new Promise(resolve => setTimeout(resolve, 100))
  const ascending = Float64Array.from(tally.milliseconds).sort()
  const { statuses, sentCount, errorsCount, saidWhenCount } = tally
  const [p50, p99] = [percentile(ascending, 0.5), percentile(ascending, 0.99)]
  return { seconds: took, statuses, sentCount, errorsCount, saidWhenCount, p50, p99 }
}
