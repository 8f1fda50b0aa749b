import { spawnSync } from 'node:child_process'
import { argv } from 'node:process'
import { inCheckout, packages } from './places.mjs'

// `node scripts/each-package.mjs PROGRAM WORDS…`: runs a program once for each package, with its folder as the last word. npm puts
// the programs of node_modules into the path. Ends with 1 if it failed for one of them, after all were tried.

const [program = '', ...words] = argv.slice(2)
const options = { cwd: inCheckout('.'), stdio: /** @type {const} */ ('inherit'), shell: process.platform === 'win32' }
const failed = packages.filter(name => spawnSync(program, [...words, `packages/${name}`], options).status !== 0)
if (failed.length > 0) {
  console.error(`${program} failed for ${failed.join(', ')}.`)
  process.exitCode = 1
}
