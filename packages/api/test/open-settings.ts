import { usualLimits } from '../src/http/server.ts'
import type { Settings } from '../src/index.ts'

/** A service for tests: open to this machine, with the shipped rules, and without records. */
export const openSettings: Settings = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  origins: [],
  isOpen: true,
  dataDirectory: './no-data-here',
  oauth: undefined,
  rateLimit: 6_000,
  rateLimitFailed: 30,
  rateLimitSubject: 1_000,
  rulesDirectory: undefined,
  watchesRules: false,
  mcp: false,
  pages: undefined,
  overload: { delayMilliseconds: 10_000, inFlightCount: 500 },
  records: undefined,
  storage: { environment: { DATA_DIR: './no-data-here' } },
  stopNoticeMilliseconds: 0,
  crossCheckShare: 0,
  logLevel: 'info',
  idempotencyKeysCount: 10,
  connections: usualLimits,
}
