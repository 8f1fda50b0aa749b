import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** @param {string} program @param {string} name */
const libraryOf = (program, name) => import(pathToFileURL(join(program, `packages/${name}/dist/index.js`)).href)

/**
 * The libraries of a program that was built, which are near enough to these for what is asked of them.
 * @param {string} program
 * @returns {Promise<{ records: typeof import('@virtual-school/records'), rules: typeof import('@virtual-school/rules') }>}
 */
export const librariesOf = async program => ({
  records: await libraryOf(program, 'records'),
  rules: await libraryOf(program, 'rules'),
})

/** @template T @param {{ ok: true, value: T } | { ok: false, issues: unknown }} checked @returns {T} */
export const valueIn = checked => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return checked.value
}
