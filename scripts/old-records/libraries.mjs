import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** @param {string} program @param {string} name */
const importLibrary = (program, name) => import(pathToFileURL(join(program, `packages/${name}/dist/index.js`)).href)

/**
 * The libraries of a program that was built, which are near enough to these for what is asked of them.
 * @param {string} program
 * @returns {Promise<{ records: typeof import('@virtual-school/records'), rules: typeof import('@virtual-school/rules') }>}
 */
export const importLibraries = async program => ({
  records: await importLibrary(program, 'records'),
  rules: await importLibrary(program, 'rules'),
})

/** @template T @param {{ ok: true, value: T } | { ok: false, issues: unknown }} checked @returns {T} */
export const unwrap = checked => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return checked.value
}
