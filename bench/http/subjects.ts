import { loadRules } from '../../packages/rules/src/index.ts'
import { chooseCases } from '../cases.ts'
import { frozenRules } from '../frozen-rules.ts'
import { type Child, startChild } from './child.ts'
import { type Door, startService } from './door.ts'
import type { Aim } from './load.ts'

/** The requests that all are sent, one after another, and how long the service’s answers are on average. */
export interface Question {
  readonly bodies: readonly string[]
  readonly answers: readonly string[]
  readonly meanBytes: number
}
/** With a trace and without. */
export const traces = ['none', 'full'] as const
/** One of `traces`. */
export type Trace = (typeof traces)[number]

/** reduced-timetable in Luton, four states of knowledge, as in the benchmark of the library. */
export const questions = async (): Promise<Readonly<Record<Trace, Question>>> => {
  const rules = await loadRules(frozenRules, { whole: true })
  const requests = chooseCases(rules, 'reduced-timetable', 'permitted', 'not-permitted', 'ageYears').map(
    one => one.request,
  )
  const of = (trace: Trace): Question => {
    const answers = requests.map(request => `{"result":${rules.evaluateToJson({ ...request, trace }).text}}`)
    const bytes = answers.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    return {
      bodies: requests.map(request => JSON.stringify({ ...request, trace })),
      answers,
      meanBytes: Math.round(bytes / answers.length),
    }
  }
  return { none: of('none'), full: of('full') }
}

/** One server and what it is sent. */
export interface Subject {
  readonly name: string
  readonly child: Child
  readonly aim: Aim
}

/** The servers that are compared, and how to end them. */
export interface Servers {
  readonly subjects: readonly Subject[]
  readonly children: Readonly<Record<'service' | 'bare' | 'engine', Child>>
}

/** Starts the three servers. Each trace has a service to be measured and a bare handler beside it; json-rules-engine gives no trace. */
export const startServers = async (asked: Readonly<Record<Trace, Question>>, door: Door): Promise<Servers> => {
  const constants = JSON.stringify({ none: asked.none.meanBytes, full: asked.full.meanBytes })
  const children = {
    service: await startService(door),
    bare: await startChild('bare', { environment: { CONSTANT_BYTES: constants } }),
    engine: await startChild('engine'),
  }
  const aim = (child: Child, path: string, { bodies }: Question, headers: Aim['headers'] = {}): Aim => ({
    url: `${child.url}/${path}`,
    bodies,
    headers,
  })
  const subjects = traces.flatMap(trace => [
    {
      name: `service-${trace}`,
      child: children.service,
      aim: aim(children.service, 'decide', asked[trace], door.headers),
    },
    { name: `bare-${trace}`, child: children.bare, aim: aim(children.bare, trace, asked[trace]) },
  ])
  const engine = { name: 'engine', child: children.engine, aim: aim(children.engine, 'decide', asked.none) }
  return { children, subjects: [...subjects, engine] }
}

/** The comparison is worth nothing unless the service answers as the library does. */
export const assertDecides = async ({ url, headers }: Aim, { bodies, answers }: Question): Promise<void> => {
  for (const [i, body] of bodies.entries()) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await response.text()
    if (text !== answers[i]) throw new Error(`the service answers ${response.status}: ${text.slice(0, 300)}`)
  }
}
