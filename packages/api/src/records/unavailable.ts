import { problem } from '../problem.ts'
import type { Reply } from '../reply.ts'

/** What could not be kept is not given out. */
export const recordsUnavailable = (): Reply => problem('records-unavailable', { headers: { 'Retry-After': '5' } })
