import { randomBytes, randomUUID } from 'node:crypto'
import type { CivilDate, Rules } from '@virtual-school/rules'
import { type Access, openAccess } from './access/access.ts'
import type { CrossCheck } from './cross-check.ts'
import type { Idempotency } from './idempotency/answer-once.ts'
import { memoryStore } from './idempotency/memory-store.ts'
import { type Log, noLog } from './log.ts'
import type { Gate } from './operations/gate.ts'
import { type Metrics, noMetrics } from './operations/metrics.ts'
import type { Keeper } from './records/keeper.ts'
import { type LoginWatch, watchLogins } from './records/login-watch.ts'
import { dayInLondon } from './today.ts'

/** What every handler may use. They read `rules` afresh for each request, since a reload may have changed them. */
export interface Service {
  readonly rules: Rules
  /** Today in England: the day of a request that names none. */
  readonly today: () => CivilDate
  readonly crossCheck: CrossCheck | undefined
  readonly idempotency: Idempotency
  readonly isReady: () => boolean
  readonly access: Access
  readonly log: Log
  readonly newId: () => string
  readonly metrics: Metrics
  /** Absent: nobody is turned away. */
  readonly gate: Gate | undefined
  /** Absent: records are off, and nothing is kept. */
  readonly keeper: Keeper | undefined
  /** Warns of logins that look like names. */
  readonly watchLogin: LoginWatch
}

/** What the service is made of; all but the rules has a sensible default. */
export interface ServiceParts {
  /** May be a getter: it is read for each request. */
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
  readonly log?: Log
  /** New ids of requests, each unlike any other. */
  readonly newId?: () => string
  readonly metrics?: Metrics
  readonly gate?: Gate
  /** Left out: nothing is kept. */
  readonly keeper?: Keeper | undefined
}

export const serviceOf = (parts: ServiceParts): Service => {
  const { now = () => new Date(), isReady = () => true, log = noLog, newId = randomUUID, metrics = noMetrics } = parts
  return {
    get rules() {
      return parts.rules
    },
    today: () => dayInLondon(now()),
    crossCheck: parts.crossCheck,
    idempotency: parts.idempotency ?? { store: memoryStore({ keysCount: 10_000, now }), secret: randomBytes(32) },
    isReady,
    access: parts.access ?? openAccess,
    log,
    newId,
    metrics,
    gate: parts.gate,
    keeper: parts.keeper,
    watchLogin: watchLogins(log, now),
  }
}

/** The service as one request has it: the rules stay the same however long it takes. */
export const asOfNow = (service: Service): Service => ({ ...service })
