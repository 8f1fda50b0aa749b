import type { Rules } from '@virtual-school/rules'
import { json, type Reply } from '../reply.ts'

/** A part of what is held, under which version and digest it is so. */
export const held = ({ version, digest }: Rules, part: Readonly<Record<string, unknown>>): Reply =>
  json({ version, digest, ...part })
