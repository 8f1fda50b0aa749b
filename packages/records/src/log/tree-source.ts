import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { TreeSource } from '../tree/source.ts'
import { leaves, tile } from './read.ts'

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The stored log as proofs need it. */
export const storedTree = (db: Kysely<Schema>): TreeSource => ({
  leaves: async (from, to) => (await leaves(db, from, to)).map(asBuffer),
  tile: async (level, index) => {
    const hash = await tile(db, level, index)
    return hash === undefined ? undefined : asBuffer(hash)
  },
})
