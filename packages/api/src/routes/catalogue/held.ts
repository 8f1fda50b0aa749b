import type { Rules } from '@virtual-school/rules'
import type { Parameter } from '../../http/query.ts'
import { json, type Reply } from '../../http/reply.ts'

/** A part of what is held, under which version and digest it is so. */
export const withRulesVersion = ({ version, digest }: Rules, part: Readonly<Record<string, unknown>>): Reply =>
  json({ version, digest, ...part })

/** The parameter `authority`: one whose rules are held. */
export const authorityParameter = ({ authorities }: Rules): Parameter => ({
  code: 'unknown-authority',
  names: authorities.map(({ id }) => id),
})
