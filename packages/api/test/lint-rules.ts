import type { RulesetDefinition } from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import { oas } from '@stoplight/spectral-rulesets'

/** Two public sets of rules for OpenAPI documents, and what of them is switched off. Redocly’s is in redocly.yaml. */

const off = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, 'off'] as const))

export const ruleset: RulesetDefinition = {
  extends: [
    [oas as RulesetDefinition, 'recommended'],
    [owasp as unknown as RulesetDefinition, 'recommended'],
  ],
  rules: {
    // Whoever runs a service is who to ask about it; the software cannot know them.
    ...off('info-contact'),
    // OpenAPI 3.1 lets schemes other than OAuth’s list what a caller must be allowed to do. The rule is of 3.0.
    ...off('oas3-operation-security-defined'),
    // The document is served by each service, which is its only server.
    ...off('owasp:api9:2023-inventory-access', 'owasp:api9:2023-inventory-environment'),
    // Bodies are bounded by bytes, depth and members (limits.ts) before anything reads them. Answers are as long as rules make them.
    ...off('owasp:api4:2023-array-limit', 'owasp:api4:2023-string-limit', 'owasp:api4:2023-string-restricted'),
    // Numbers in requests are ages and days of known bounds. In answers they are JSON’s, and programs may take any width.
    ...off('owasp:api4:2023-integer-limit', 'owasp:api4:2023-integer-format'),
    // No page of another origin may read an answer, unless its origin is in CORS_ORIGINS. What browsers read is no part of an answer.
    ...off('owasp:api8:2023-define-cors-origin'),
  },
}

/**
 * These ask for a key, a limit and a refusal for want of a key, of every operation. What is held, the checkpoint, health and the
 * document are for everybody, and cost little: so they hold for operations that take a key.
 */
export const ofGuardedAlone: ReadonlySet<string | number> = new Set([
  'owasp:api2:2023-read-restricted',
  'owasp:api4:2023-rate-limit',
  'owasp:api4:2023-rate-limit-responses-429',
  'owasp:api8:2023-define-error-responses-401',
])
