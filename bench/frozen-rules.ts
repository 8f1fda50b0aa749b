/** Rules that never change, so that figures can be compared from year to year: see the README there. From the root of the checkout. */
export const frozenRules = 'test/fixtures/rules-2026-11'
