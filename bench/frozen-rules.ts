import { cpSync } from 'node:fs'
import { basename } from 'node:path'

/** Rules that never change, so that figures can be compared from year to year: see the README there. From the root of the checkout. */
export const frozenRules = 'test/fixtures/rules-2026-11'

/** Copies them to a folder, without the list of releases, which a version before may not know. Gives the folder. */
export const copyFrozenRules = (to: string): string => {
  cpSync(frozenRules, to, { recursive: true, filter: path => basename(path) !== 'releases.json' })
  return to
}
