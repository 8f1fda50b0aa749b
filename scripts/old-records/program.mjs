import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, execPath } from 'node:process'
import { inCheckout } from '../places.mjs'

/** The last commit before references were bound to their children and before there were realms: what version 1.0 keeps. */
const oldCommit = 'f97a6b983c092a11379248eae4473fe1ac34563b'

/** Why it cannot be built, if the history is not there. */
export const withoutHistory = `the commit ${oldCommit.slice(0, 7)}, whose program writes these records, is not in this history.`

/** @param {readonly string[]} args */
const git = args => execFileSync('git', args, { cwd: inCheckout('.'), stdio: ['ignore', 'pipe', 'ignore'] })

const isInHistory = () => {
  try {
    git(['cat-file', '-e', `${oldCommit}^{commit}`])
    return true
  } catch {
    return false
  }
}

/** @param {string} directory */
const build = directory => {
  rmSync(directory, { recursive: true, force: true })
  git(['clone', '--quiet', '--no-checkout', '--shared', inCheckout('.'), directory])
  git(['-C', directory, 'checkout', '--quiet', '--detach', oldCommit])
  execFileSync('npm', ['ci', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  execFileSync(execPath, ['scripts/build.mjs'], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] })
}

/**
 * A directory with the program of before, built; it is made once and kept, outside this checkout, whose types it would see.
 * `OLD_PROGRAM` names one that is there already.
 * Undefined if the commit is not in the history of this checkout.
 */
export const oldProgram = () => {
  if (env.OLD_PROGRAM) return env.OLD_PROGRAM
  if (!isInHistory()) return undefined
  const directory = join(tmpdir(), `virtual-school-program-${oldCommit.slice(0, 7)}`)
  if (!existsSync(`${directory}/packages/cli/dist/main.js`)) build(directory)
  return directory
}
