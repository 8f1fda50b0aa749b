/** The public list, by hand. */

export type { Envelope, RecordType } from './envelope.ts'
