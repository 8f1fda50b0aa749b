import type { CivilDate, Rules } from '@virtual-school/rules'
import { type Access, openAccess } from './access/access.ts'
import type { CrossCheck } from './cross-check.ts'
import { type Log, noLog } from './log.ts'
import { dayInLondon } from './today.ts'

/** What every handler may use. They read `rules` afresh for each request, so that a later reload needs to change it here alone. */
export interface Service {
  readonly rules: Rules
  /** Today in England: the day of a request that names none. */
  readonly today: () => CivilDate
  readonly crossCheck: CrossCheck | undefined
  readonly isReady: () => boolean
  readonly access: Access
  readonly log: Log
}

/** What the service is made of; all but the rules has a sensible default. */
export interface ServiceParts {
  readonly rules: Rules
  /** The clock. */
  readonly now?: () => Date
  readonly crossCheck?: CrossCheck
  /** False while the service is stopping. */
  readonly isReady?: () => boolean
  /** Who may call. Left out: everybody, so that only a server on loopback may leave it out. */
  readonly access?: Access
  readonly log?: Log
}

export const serviceOf = ({
  rules,
  now = () => new Date(),
  crossCheck,
  isReady = () => true,
  access = openAccess,
  log = noLog,
}: ServiceParts): Service => ({
  rules,
  today: () => dayInLondon(now()),
  crossCheck,
  isReady,
  access,
  log,
})
