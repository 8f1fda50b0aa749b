import type { Issue } from '@virtual-school/rules'
import type * as z from 'zod'
import { wholeNumber } from './whole-number.ts'

/** How long a caller may take, and how many there may be at once. */
export interface ConnectionLimits {
  /** How long a connection stays open between two requests. */
  readonly keepAliveMilliseconds: number
  /** How long the header of a request may take to arrive. */
  readonly headersMilliseconds: number
  /** How long a whole request may take to arrive. */
  readonly requestMilliseconds: number
  /** How long nothing may move in either direction while a request is answered, as when a caller does not read its answer. */
  readonly idleMilliseconds: number
  /** How many connections one process may have. */
  readonly connectionsCount: number
}

/** What is set if nothing else is said. A balancer has to end an idle connection first: most do so after 60 seconds. */
export const usualLimits: ConnectionLimits = {
  keepAliveMilliseconds: 75_000,
  headersMilliseconds: 5_000,
  requestMilliseconds: 10_000,
  idleMilliseconds: 10_000,
  connectionsCount: 1_000,
}

const milliseconds = (standard: number, least: number, most: number, meaning: string) =>
  wholeNumber(least, most).prefault(String(standard)).describe(meaning)

/** The variables that say how long callers may take. */
export const connectionVariables = {
  KEEP_ALIVE_MS: milliseconds(
    usualLimits.keepAliveMilliseconds,
    1_000,
    3_600_000,
    'How long a connection stays open between two requests, in milliseconds. It has to be longer than a balancer or proxy in front keeps it, which for most is 60 seconds; else requests are lost.',
  ),
  HEADERS_TIMEOUT_MS: milliseconds(
    usualLimits.headersMilliseconds,
    1_000,
    60_000,
    'How long the header of a request may take to arrive, in milliseconds. No longer than REQUEST_TIMEOUT_MS.',
  ),
  REQUEST_TIMEOUT_MS: milliseconds(
    usualLimits.requestMilliseconds,
    1_000,
    300_000,
    'How long a whole request may take to arrive, in milliseconds.',
  ),
  IDLE_MS: milliseconds(
    usualLimits.idleMilliseconds,
    1_000,
    300_000,
    'How long nothing may move on a connection while a request is answered, in milliseconds, as when a caller does not read its answer.',
  ),
  MAX_CONNECTIONS: wholeNumber(10, 100_000)
    .prefault(String(usualLimits.connectionsCount))
    .describe(
      'How many connections one process may have; one more is closed at once. While more than three quarters are open, idle ones are kept for 5 seconds at most.',
    ),
}

type Read = z.output<z.ZodObject<typeof connectionVariables>>

/** A header that may take longer than the request that it is part of. */
export const connectionIssues = (read: Read): readonly Issue[] =>
  read.HEADERS_TIMEOUT_MS <= read.REQUEST_TIMEOUT_MS
    ? []
    : [
        {
          code: 'malformed',
          pointer: '/HEADERS_TIMEOUT_MS',
          message: 'HEADERS_TIMEOUT_MS cannot be used. Expected: no more than REQUEST_TIMEOUT_MS.',
        },
      ]

export const connectionLimitsOf = (read: Read): ConnectionLimits => ({
  keepAliveMilliseconds: read.KEEP_ALIVE_MS,
  headersMilliseconds: read.HEADERS_TIMEOUT_MS,
  requestMilliseconds: read.REQUEST_TIMEOUT_MS,
  idleMilliseconds: read.IDLE_MS,
  connectionsCount: read.MAX_CONNECTIONS,
})
