import { inCheckout } from '../../scripts/places.mjs'

/** The directory of the rules that never change, by which tests of code decide. */
export const frozenDirectory = inCheckout('test/fixtures/rules-2026-11')

/** The directory of the rules under test: in tests of rules those that ship, in all others the frozen ones. vitest.config.ts says which. */
export const realDirectory = process.env.REAL_RULES ?? frozenDirectory
