import { randomBytes, randomUUID } from 'node:crypto'
import type { CivilDate } from '@virtual-school/rules'
import type { Rules } from '@virtual-school/rules/internal'
import type { RequestHandler } from 'express'
import { type LoginWatch, watchLogins } from './auth/actor.ts'
import { type Access, openAccess } from './auth/middleware.ts'
import type { Idempotency } from './idempotency/answer-once.ts'
import { createMemoryStore } from './idempotency/store.ts'
import { type Log, noLog } from './log.ts'
import type { CrossCheck } from './operations/cross-check.ts'
import { type Metrics, noMetrics } from './operations/metrics.ts'
import type { Gate } from './operations/overload.ts'
import type { DecisionRecorder } from './recording/decision-recorder.ts'

// en-CA writes a date as the contract does: 2026-11-22.
const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

const hourMilliseconds = 3_600_000
let latest: { readonly hour: number; readonly day: CivilDate } | undefined

/** The day that an instant falls on in England, summer time and all. A day begins on the hour, so each hour is worked out once. */
const dayInLondon = (instant: Date): CivilDate => {
  const hour = Math.floor(instant.getTime() / hourMilliseconds)
  if (latest?.hour !== hour) latest = { hour, day: inLondon.format(instant) }
  return latest.day
}

/** What every handler may use. A handler reads `rules` once a request, since a reload may replace them at any time. */
export interface Service {
  readonly rules: Rules
  /** Today in England: the day of a request that names none. */
  readonly today: () => CivilDate
  readonly crossCheck: CrossCheck | undefined
  readonly idempotency: Idempotency
  readonly isReady: () => boolean
  readonly access: Access
  /** The address at which callers reach the service; empty: not said. The types of problems and links begin with it. */
  readonly publicUrl: string
  /** The origins whose pages may call from a browser. */
  readonly origins: ReadonlySet<string>
  readonly log: Log
  readonly newId: () => string
  readonly metrics: Metrics
  /** Absent: nobody is turned away. */
  readonly gate: Gate | undefined
  /** Absent: records are off, and nothing is kept. */
  readonly recorder: DecisionRecorder | undefined
  /** Warns of logins that look like names. */
  readonly watchLogin: LoginWatch
  /** The handlers of `POST /mcp`. Absent: there is no such address. */
  readonly mcp: ServiceParts['mcp']
  /** Today’s clock. */
  readonly now: () => Date
  /** The pages for people. Absent: there are none. */
  readonly pages: ServiceParts['pages']
}

/** The parts of a service. All but the rules have a default. */
export interface ServiceParts {
  /** May be a getter, which is read for each request. */
  readonly rules: Rules
  /** The clock. */
  readonly now?: () => Date
  readonly crossCheck?: CrossCheck
  /** Remembers answers under an Idempotency-Key. */
  readonly idempotency?: Idempotency
  /** False while the service is stopping. */
  readonly isReady?: () => boolean
  /** Who may call. Left out: everybody on this machine, without a key, and nobody else (as ACCESS=open). */
  readonly access?: Access
  /** The address at which callers reach the service, without a slash at its end. Left out: links begin with “/”. */
  readonly publicUrl?: string | undefined
  /** The origins whose pages may call from a browser. Left out: none. */
  readonly origins?: readonly string[]
  readonly log?: Log
  /** New ids of requests, each unlike any other. */
  readonly newId?: () => string
  readonly metrics?: Metrics
  readonly gate?: Gate
  /** Left out: nothing is kept. */
  readonly recorder?: DecisionRecorder | undefined
  /** Makes the handlers of `POST /mcp`. Left out: there is no such address. */
  readonly mcp?: ((service: Service) => readonly RequestHandler[]) | undefined
  /** Makes the handlers of the pages for people, and of those that are not there. Left out: there are none. */
  readonly pages?: ((service: Service) => PageHandlers) | undefined
}

/** What answers a browser: the pages, and what is said if there is none at an address. */
export interface PageHandlers {
  readonly pages: RequestHandler
  readonly notFound: RequestHandler
}

/** Puts the defaults in for the parts that are left out. */
export const createService = (parts: ServiceParts): Service => {
  const { now = () => new Date(), isReady = () => true, log = noLog, newId = randomUUID, metrics = noMetrics } = parts
  return {
    get rules() {
      return parts.rules
    },
    today: () => dayInLondon(now()),
    crossCheck: parts.crossCheck,
    idempotency: parts.idempotency ?? { store: createMemoryStore({ keysCount: 10_000, now }), secret: randomBytes(32) },
    isReady,
    access: parts.access ?? openAccess,
    publicUrl: parts.publicUrl ?? '',
    origins: new Set(parts.origins),
    log,
    newId,
    metrics,
    gate: parts.gate,
    recorder: parts.recorder,
    watchLogin: watchLogins(log, now),
    mcp: parts.mcp,
    now,
    pages: parts.pages,
  }
}

/** The service for one request: its rules stay the same, however long the request takes. */
export const snapshot = (service: Service): Service => ({ ...service })
