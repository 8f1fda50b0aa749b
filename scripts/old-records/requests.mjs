import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A request of a shipped scenario.
 * @typedef {{ decision: string, authority: string, asOf: string, facts: Record<string, string | number | boolean | null> }} Request
 */

/** @param {string} path @returns {readonly (Omit<Request, 'authority'> & { authority?: string, expect: { issues?: unknown } })[]} */
const readScenarios = path => JSON.parse(readFileSync(path, 'utf8')).scenarios

/** @param {string} program @param {string} authority @returns {readonly Request[]} */
const ofAuthority = (program, authority) => {
  const folder = join(program, 'rules', authority, 'scenarios')
  return (
    readdirSync(folder)
      .sort()
      .flatMap(name => readScenarios(join(folder, name)))
      // What is refused leaves no record.
      .filter(scenario => scenario.expect.issues === undefined)
      .map(({ decision, authority: own = authority, asOf, facts }) => ({ decision, authority: own, asOf, facts }))
  )
}

/**
 * Requests of the scenarios of a program, by turns of every question and authority: the first 48 are of 48 pairs.
 * @param {string} program
 * @param {number} count
 */
export const requests = (program, count) => {
  const authorities = readdirSync(join(program, 'rules'), { withFileTypes: true })
    .filter(one => one.isDirectory() && !['schema', 'codes'].includes(one.name))
    .map(one => one.name)
    .sort()
  /** @type {Map<string, Request[]>} */
  const byPair = new Map()
  for (const request of authorities.flatMap(authority => ofAuthority(program, authority))) {
    const pair = `${request.decision} ${request.authority}`
    byPair.set(pair, [...(byPair.get(pair) ?? []), request])
  }
  const pairs = [...byPair].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => all)
  return Array.from({ length: count }, (_, n) => {
    const all = /** @type {Request[]} */ (pairs[n % pairs.length])
    return /** @type {Request} */ (all[Math.floor(n / pairs.length) % all.length])
  })
}
