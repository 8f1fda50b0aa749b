import { inCheckout } from '../../scripts/places.mjs'
import { testSize } from './sizes.ts'

/** The directory of the rules that never change, by which tests of code decide. */
export const frozenDirectory = inCheckout('test/fixtures/rules-2026-11')

/** The directory of the rules under test: in tests of rules those that ship, in all others the frozen ones. vitest.config.ts says which. */
export const realDirectory = process.env.REAL_RULES ?? frozenDirectory

/**
 * Whether what has nothing to do with the rules under test is tried in this run: random rules, and texts. `npm test` tries it, so
 * that `npm run test:rules` would only do the same again; at night the laws are tried once, with the rules that ship.
 */
export const triesCode = process.env.REAL_RULES === undefined || testSize === 'nightly'
