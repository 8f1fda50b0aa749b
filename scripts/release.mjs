import { spawnSync } from 'node:child_process'
import { argv, env, execPath } from 'node:process'
import { inCheckout } from './places.mjs'

// `npm run release`: builds everything from nothing, refuses rules that are not the ones that releases.json pins, proves all that
// can be proved of them, writes the list of all software that is shipped, and publishes. With --check the rules that are built are
// held to releases.json, and that is all.

/** Runs a program of this checkout, and ends with it if it fails. @param {readonly string[]} words @param {NodeJS.ProcessEnv} more */
const run = (words, more = {}) => {
  const { status } = spawnSync(execPath, words, { cwd: inCheckout('.'), stdio: 'inherit', env: { ...env, ...more } })
  if (status !== 0) process.exit(status ?? 1)
}

/** Why the rules that are built may not be released. @returns {Promise<readonly string[]>} */
const faults = async () => {
  // Built by now, which they are not when this file is first read.
  const { compareWithRelease, issueLine, loadRules, releaseIssues } = await import('../packages/rules/dist/index.js')
  const { rulebook, version, digest } = await loadRules(undefined, { releases: true })
  if (compareWithRelease(rulebook).kind !== 'unreleased') return releaseIssues(rulebook).map(issueLine)
  const row = JSON.stringify({ version, digest, released: new Date().toISOString().slice(0, 10) }, null, 2)
  return [`rules/releases.json has no release ${version}. If these are the rules to release, add:\n${row}`]
}

const isCheck = argv.includes('--check')
if (!isCheck) run([inCheckout('scripts/build.mjs'), '--clean'])
const found = await faults()
if (found.length > 0) {
  console.error(found.join('\n'))
  process.exit(1)
}
if (!isCheck) {
  // A merge proves a part of this.
  const proofs = ['check-shipped', 'invariants-shipped'].map(name => `packages/verify/test/${name}.rules.test.ts`)
  run([inCheckout('node_modules/vitest/vitest.mjs'), 'run', '--project', 'rules', ...proofs], { TEST_SIZE: 'nightly' })
  run([inCheckout('scripts/sbom.mjs')])
  run([inCheckout('node_modules/@changesets/cli/bin.js'), 'publish'])
}
