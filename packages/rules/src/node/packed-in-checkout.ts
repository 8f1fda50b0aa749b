import type { Extras } from '../language/documents.ts'
import type { PackedRules } from '../packing/unpack-rulebook.ts'

/** A package carries its rules compiled, as `published.js`, made when it is built. In a checkout they are read from their files. */
export const readPacked = (_extras: Extras): PackedRules | undefined => undefined
