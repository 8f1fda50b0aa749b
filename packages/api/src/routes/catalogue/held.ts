import type { Rules } from '@virtual-school/rules/internal'
import type { Parameter } from '../../http/query.ts'
import { json, type Reply } from '../../http/reply.ts'

/** A reply with a part of the rules, and the version and digest that it is of. */
export const withRulesVersion = ({ version, digest }: Rules, part: Readonly<Record<string, unknown>>): Reply =>
  json({ version, digest, ...part })

/** The parameter `authority`: an authority that these rules have. */
export const authorityParameter = ({ authorities }: Rules): Parameter => ({
  code: 'unknown-authority',
  names: authorities.map(({ id }) => id),
})
