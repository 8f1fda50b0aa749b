import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'

/** A served request, as programs send it. */
const decideBody = JSON.stringify({
  decision: 'reduced-timetable',
  authority: 'luton',
  asOf: '2026-11-22',
  facts: { careStatus: 'looked-after', ageYears: 14, virtualSchoolHeadInvolvement: 'notified' },
})
const asJson = { 'content-type': 'application/json' }
const asForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

interface Serving {
  readonly url: string
  readonly stop: () => Promise<void>
  /** How much memory the process holds, in MB. */
  readonly memory: () => Promise<number>
}

/** The built service in a process of its own, recording to SQLite. */
const serve = async (pages: 'on' | 'off'): Promise<Serving> => {
  const data = await mkdtemp(join(tmpdir(), 'bench-pages-'))
  const env = { ...process.env, ACCESS: 'open', PORT: '0', DATA_DIR: data, LOG_LEVEL: 'error', PAGES: pages }
  const words = ['packages/cli/dist/main.js', 'serve']
  const child: ChildProcess = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout!, 'data')
  const url = /http:\/\/[\d.:]+\d/.exec(String(said))![0]
  const memory = async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    return Number(/^virtual_school_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? Number.NaN) / 1e6
  }
  const stop = async () => {
    child.kill()
    await once(child, 'exit')
    await rm(data, { recursive: true })
  }
  return { url, stop, memory }
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
const share = (numbers: readonly number[], part: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)]!

/** Decisions a second, as fast as they come. */
const decisionsPerSecond = async (url: string, seconds: number): Promise<number> => {
  const options = { url: `${url}/decide`, method: 'POST', headers: asJson, body: decideBody, connections: 20 } as const
  return (await autocannon({ ...options, duration: seconds })).requests.average
}

/** Decisions at a rate, until what is done beside them is done: how long they took, in milliseconds. */
const besideDecisions = async <T>(url: string, rate: number, work: () => Promise<T>) => {
  const options = { url: `${url}/decide`, method: 'POST', headers: asJson, body: decideBody, connections: 20 } as const
  let run: autocannon.Instance | undefined
  const ended = new Promise<autocannon.Result>((resolve, reject) => {
    run = autocannon({ ...options, overallRate: rate, duration: 3_600 }, (failed, result) =>
      failed ? reject(failed) : resolve(result),
    )
  })
  const done = await work()
  run?.stop()
  const { latency, requests, non2xx } = await ended
  return { done, latency, average: requests.average, refused: non2xx }
}

const hidden = (html: string): string => /name="answers" value="([^"]*)"/.exec(html)?.[1] ?? ''

/** What comes next in an interview at a page; undefined if it is over. */
const replyAt = (html: string, turn: number): Record<string, string> | undefined => {
  if (!html.includes('value="next"')) return undefined
  const values = [...html.matchAll(/name="value" type="radio" value="([^"]*)"/g)].map(one => one[1]!)
  return values.length === 0 ? { known: 'not-known' } : { value: values[turn % values.length]! }
}

const timed = async (path: string, init: RequestInit): Promise<{ readonly html: string; readonly ms: number }> => {
  const begun = performance.now()
  const html = await (await fetch(path, init)).text()
  return { html, ms: performance.now() - begun }
}

const post = (url: string, fields: Record<string, string>) =>
  timed(url, { method: 'POST', headers: asForm, body: new URLSearchParams(fields).toString() })

const questions = [
  'remit',
  'reduced-timetable',
  'multi-agency-meeting',
  'sign-off',
  'placement-move',
  'support-request',
]
const councils = ['england', 'luton', 'norfolk', 'worcestershire']

/** Interview after interview: how long each page took. */
const interviews = async (url: string, steps: number): Promise<number[]> => {
  const times: number[] = []
  for (let round = 0; times.length < steps; round += 1) {
    const path = `${url}/ask/${questions[round % questions.length]}`
    const council = councils[round % councils.length]!
    let page = await post(path, { do: 'begin', council, day: '1', month: '12', year: '2026' })
    for (let turn = round; times.length < steps; turn += 1) {
      times.push(page.ms)
      const reply = replyAt(page.html, turn)
      if (reply === undefined) break
      page = await post(path, { answers: hidden(page.html), do: 'next', ...reply })
    }
  }
  return times
}

/** Pages that are the same for everybody. */
const readings = async (url: string, count: number): Promise<number[]> => {
  const paths = ['/', '/rules', '/sources', '/questions/remit', '/about']
  const times: number[] = []
  for (let i = 0; i < count; i += 1)
    times.push((await timed(url + paths[i % paths.length]!, { headers: { accept: 'text/html' } })).ms)
  return times
}

const line = (name: string, times: readonly number[]) =>
  `${name}: ${times.length} pages, median ${median(times).toFixed(1)} ms, nine of ten ${share(times, 0.9).toFixed(1)} ms`

const isQuick = process.argv.includes('--quick')

/** POST /decide with the pages on, as a share of without: the median of nine runs by turns. */
const measureDecide = async (): Promise<void> => {
  const ratios: number[] = []
  for (let round = 0; round < (isQuick ? 3 : 9); round += 1) {
    const rates: Record<string, number> = {}
    for (const pages of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      const service = await serve(pages)
      await decisionsPerSecond(service.url, 1)
      rates[pages] = await decisionsPerSecond(service.url, 4)
      await service.stop()
    }
    ratios.push(rates.on! / rates.off!)
  }
  console.log(
    `POST /decide with pages on: ${median(ratios).toFixed(3)} of without (${ratios.map(one => one.toFixed(2)).join(' ')})`,
  )
}

/** As many searches as may wait, again and again, until what is done beside them is done. */
const besideWhyNot = async <T>(
  url: string,
  work: () => Promise<T>,
): Promise<{ readonly done: T; readonly searches: number }> => {
  const path = `${url}/ask/placement-move`
  const first = await post(path, { do: 'begin', council: 'england', day: '1', month: '12', year: '2026' })
  const answer = await post(path, { answers: hidden(first.html), do: 'answer' })
  const wanted = /<select[^>]*name="wanted"[^>]*>\s*<option value="([^"]*)"/.exec(answer.html)?.[1] ?? ''
  let [isDone, searches] = [false, 0]
  const keepSearching = async () => {
    while (!isDone) {
      await post(`${path}/why-not`, { answers: hidden(answer.html), wanted })
      searches += 1
    }
  }
  const searching = Array.from({ length: 11 }, keepSearching)
  const done = await work()
  isDone = true
  await Promise.all(searching)
  return { done, searches }
}

const measureBesideWhyNot = async (url: string): Promise<void> => {
  const work = () => besideDecisions(url, 500, () => interviews(url, 100))
  const without = await work()
  const { done, searches } = await besideWhyNot(url, work)
  for (const [name, { done: times, latency, average }] of [
    ['without', without],
    ['with', done],
  ] as const)
    console.log(
      line(
        `  ${name} why-not at its limit, ${average.toFixed(0)} decisions a second (99 % in ${latency.p99} ms), interviews`,
        times,
      ),
    )
  console.log(`  ${searches} searches`)
}

const measurePages = async (): Promise<void> => {
  const { url, memory, stop } = await serve('on')
  await interviews(url, 100)
  const alone = await interviews(url, 300)
  console.log(line('Interviews, nothing beside them', alone))
  const { done, latency, average, refused } = await besideDecisions(url, 500, async () => [
    await interviews(url, 300),
    await readings(url, 300),
  ])
  console.log(
    `Beside ${average.toFixed(0)} decisions a second (median ${latency.p50} ms, 99 % ${latency.p99} ms, ${refused} refused)`,
  )
  console.log(line('  interviews', done[0]!))
  console.log(line('  pages to read', done[1]!))
  console.log(line('  both', done.flat()))
  await measureBesideWhyNot(url)
  const held: string[] = []
  for (let i = 0; i < (isQuick ? 2 : 10); i += 1) {
    await interviews(url, 1_000)
    held.push((await memory()).toFixed(0))
  }
  console.log(`Memory held after each 1,000 steps, in MB: ${held.join(' ')}`)
  await stop()
}

if (!process.argv.includes('--pages')) await measureDecide()
await measurePages()
