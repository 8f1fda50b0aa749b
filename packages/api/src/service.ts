import { randomBytes } from 'node:crypto'
import type { CivilDate, Rules } from '@virtual-school/rules'
import type { CrossCheck } from './cross-check.ts'
import type { Idempotency } from './idempotency/answer-once.ts'
import { memoryStore } from './idempotency/memory-store.ts'
import { type Log, noLog } from './log.ts'
import { dayInLondon } from './today.ts'

/** What every handler may use. They read `rules` afresh for each request, so that a later reload needs to change it here alone. */
export interface Service {
  readonly rules: Rules
  /** Today in England: the day of a request that names none. */
  readonly today: () => CivilDate
  readonly crossCheck: CrossCheck | undefined
  readonly idempotency: Idempotency
  readonly isReady: () => boolean
  readonly log: Log
}

/** What the service is made of; all but the rules has a sensible default. */
export interface ServiceParts {
  readonly rules: Rules
  /** The clock. */
  readonly now?: () => Date
  readonly crossCheck?: CrossCheck
  /** Remembers answers under an Idempotency-Key. */
  readonly idempotency?: Idempotency
  /** False while the service is stopping. */
  readonly isReady?: () => boolean
  readonly log?: Log
}

export const serviceOf = ({
  rules,
  now = () => new Date(),
  crossCheck,
  idempotency = { store: memoryStore({ keysCount: 10_000, now }), secret: randomBytes(32) },
  isReady = () => true,
  log = noLog,
}: ServiceParts): Service => ({
  rules,
  today: () => dayInLondon(now()),
  crossCheck,
  idempotency,
  isReady,
  log,
})
