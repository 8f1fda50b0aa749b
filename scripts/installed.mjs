import { existsSync, readFileSync } from 'node:fs'
import { inCheckout } from './places.mjs'

// Node’s own modules alone: this runs before anything is installed.

/** @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean }} Locked */

/** The packages that a lock file names. @param {string} file @returns {Readonly<Record<string, Locked>>} */
const lockedIn = file => JSON.parse(readFileSync(file, 'utf8')).packages

/**
 * Whether `node_modules` holds what `package-lock.json` names: `current`; `absent`; or `stale`, if a package has another version,
 * is missing, or is there no longer. npm notes what it installed in a lock file there. `root`: another checkout, for tests.
 * @param {string} root
 */
export const stateOfInstallation = (root = inCheckout('.')) => {
  const note = `${root}/node_modules/.package-lock.json`
  if (!existsSync(note)) return 'absent'
  const [held, wanted] = [lockedIn(note), lockedIn(`${root}/package-lock.json`)]
  /** @param {Locked | undefined} one @param {Locked | undefined} other */
  const isSame = (one, other) => one?.version === other?.version && one?.integrity === other?.integrity
  const installed = Object.keys(held).filter(place => place.startsWith('node_modules/'))
  const required = Object.keys(wanted).filter(place => place.startsWith('node_modules/') && !wanted[place]?.optional)
  const isCurrent =
    installed.every(place => place in wanted && isSame(held[place], wanted[place])) &&
    required.every(place => place in held)
  return isCurrent ? 'current' : 'stale'
}
